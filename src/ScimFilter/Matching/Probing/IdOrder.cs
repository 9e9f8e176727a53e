namespace ScimFilter.Matching.Probing;

/// <summary>
/// The order of ids, which decides between subscriptions of one priority: strings by their UTF-16 code units, other ids as they compare
/// themselves. Unlike the order of changes it stays the same however segments are merged, and takes no memory.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal static class IdOrder<TId>
    where TId : notnull
{
    private static readonly IComparer<TId>? _comparer =
        typeof(TId) == typeof(string) ? (IComparer<TId>)(object)StringComparer.Ordinal
        : typeof(IComparable<TId>).IsAssignableFrom(typeof(TId)) ? Comparer<TId>.Default
        : null;

    /// <summary>Whether an id comes before another one. In ids without an order, none does.</summary>
    public static bool IsBefore(TId id, TId other) => _comparer is not null && _comparer.Compare(id, other) < 0;
}
