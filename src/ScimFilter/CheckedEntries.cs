namespace ScimFilter;

/// <summary>Entries with the same key and conditions that are checked on every event that has the key.</summary>
/// <param name="Key">
/// The key, as filters write it: <c>(event type) eq "created"</c>, <c>tenant eq "T1"</c>. None: the entries are checked on every event.
/// </param>
/// <param name="Filter">
/// The conditions, as a filter writes them; empty when everything is a residual. Strings that compare without case are in upper case.
/// </param>
/// <param name="ResidualAttributes">The attributes of what is evaluated besides, because conditions cannot express it.</param>
/// <param name="Reason">Why no value leads to them.</param>
/// <param name="Entries">The number of entries.</param>
/// <param name="Ids">Ids of some of their subscriptions as text, in ordinal order, at most <see cref="MaxIds"/>.</param>
public sealed record CheckedEntries(
    IReadOnlyList<string> Key,
    string Filter,
    IReadOnlyList<string> ResidualAttributes,
    CheckReason Reason,
    long Entries,
    IReadOnlyList<string> Ids)
{
    /// <summary>The most ids that are shown.</summary>
    public const int MaxIds = 4;
}
