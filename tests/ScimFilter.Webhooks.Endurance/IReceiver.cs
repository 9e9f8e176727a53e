namespace ScimFilter.Webhooks.Endurance;

/// <summary>Something that takes what is posted to it, and counts.</summary>
internal interface IReceiver
{
    /// <summary>Gets how many requests were taken.</summary>
    long Count { get; }

    string Url { get; }
}
