using System.Diagnostics.CodeAnalysis;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Probing;

/// <summary>The best match so far: the one with the lowest priority, and of several of them the one whose id comes first.</summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal struct FirstMatch<TId>
    where TId : notnull
{
    private bool _isFound;
    private int _priority;
    private TId? _id;

    /// <summary>Gives the id of the best match.</summary>
    /// <returns>Whether there is one.</returns>
    public readonly bool TryGet([MaybeNullWhen(false)] out TId id)
    {
        id = _id;
        return _isFound;
    }

    /// <summary>Whether no subscription with a priority or a higher one can be better, whatever its id is.</summary>
    public readonly bool IsBetterThanAll(int priority) => _isFound && _priority < priority;

    /// <summary>Whether a subscription would be the best match, if it matches.</summary>
    /// <param name="segment">Its segment.</param>
    /// <param name="subscription">Its number there.</param>
    public readonly bool IsBeatenBy(SnapshotSegment<TId> segment, int subscription)
    {
        int priority = segment.WithIds.Priorities.Of(subscription);
        bool isBeaten = !_isFound
            || priority < _priority
            || (priority == _priority && IdOrder<TId>.IsBefore(segment.WithIds.Ids[subscription], _id!));
        return isBeaten && !segment.IsTombstoned(subscription);
    }

    /// <summary>Makes a subscription the best match.</summary>
    /// <param name="segment">Its segment.</param>
    /// <param name="subscription">Its number there.</param>
    public void Set(SnapshotSegment<TId> segment, int subscription)
    {
        _isFound = true;
        _priority = segment.WithIds.Priorities.Of(subscription);
        _id = segment.WithIds.Ids[subscription];
    }
}
