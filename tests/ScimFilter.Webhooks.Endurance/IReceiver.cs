namespace ScimFilter.Webhooks.Endurance;

/// <summary>Something that takes what is posted to it, and counts.</summary>
internal interface IReceiver
{
    /// <summary>Gets how many requests were taken.</summary>
    long Count { get; }

    /// <summary>
    /// Gets how many connections were made. A client makes one when all it has are in use, so that many requests were under way.
    /// </summary>
    int Connections { get; }

    string Url { get; }
}
