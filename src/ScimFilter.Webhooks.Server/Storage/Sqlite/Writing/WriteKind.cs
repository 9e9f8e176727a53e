namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Writing;

/// <summary>Whose work a write is. Each kind has a queue of its own, and its share of the thread that writes.</summary>
internal enum WriteKind
{
    /// <summary>Events that callers post and wait for.</summary>
    Intake,

    /// <summary>Everything else: claims and results of deliveries, matches, changes of webhooks, pruning.</summary>
    Other,
}
