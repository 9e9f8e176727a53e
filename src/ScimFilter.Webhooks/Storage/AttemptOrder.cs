namespace ScimFilter.Webhooks.Storage;

/// <summary>The order of a list of attempts. Those of equal status stand with the latest first.</summary>
public enum AttemptOrder
{
    /// <summary>The latest first.</summary>
    TriggeredAtDescending,

    /// <summary>The latest last.</summary>
    TriggeredAt,

    /// <summary>Those that failed first.</summary>
    Status,

    /// <summary>Those that succeeded first.</summary>
    StatusDescending,
}
