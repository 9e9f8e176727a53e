using System.Runtime.CompilerServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Records;

/// <summary>
/// A segment with the ids of its subscriptions, and a hash table from ids to subscription numbers. Immutable and thread-safe; like
/// <see cref="Records.Segment"/>, later states share its arrays.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class SegmentWithIds<TId>
    where TId : notnull
{
    private readonly IEqualityComparer<TId> _comparer;
    private readonly int[] _replaced;

    /// <summary>Creates a segment from arrays that may be longer than the segment, as later states use their ends.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="ids">The ids by subscription number.</param>
    /// <param name="uses">What each subscription uses.</param>
    /// <param name="priorities">The priority of each subscription.</param>
    /// <param name="table">Leads from the hashes of ids to subscription numbers.</param>
    /// <param name="replaced">
    /// By subscription number: the earlier subscription with the same id, or -1. Empty if nothing was appended.
    /// </param>
    /// <param name="origin">What all states of one segment have in common; null for the first one.</param>
    /// <param name="comparer">Compares ids.</param>
    public SegmentWithIds(
        Segment segment,
        TId[] ids,
        UseNumbers uses,
        Priorities priorities,
        HashSlots table,
        int[] replaced,
        object? origin,
        IEqualityComparer<TId> comparer)
    {
        Segment = segment;
        Ids = ids;
        Uses = uses;
        Priorities = priorities;
        Table = table;
        _replaced = replaced;
        Origin = origin ?? this;
        _comparer = comparer;
    }

    /// <summary>Gets the subscriptions without their ids.</summary>
    public Segment Segment { get; }

    /// <summary>Gets the ids by subscription number; there may be more elements than subscriptions.</summary>
    public TId[] Ids { get; }

    /// <summary>Gets what each subscription uses. Only for writers.</summary>
    public UseNumbers Uses { get; }

    /// <summary>Gets the priority of each subscription.</summary>
    public Priorities Priorities { get; }

    /// <summary>Gets the table from the hashes of ids to subscription numbers.</summary>
    public HashSlots Table { get; }

    /// <summary>
    /// Gets a value indicating whether the segment is sealed: it was built without spare capacity, and nothing was ever appended.
    /// </summary>
    public bool IsSealed { get; init; }

    /// <summary>Gets what all states of one segment have in common.</summary>
    public object Origin { get; }

    /// <summary>Gets the memory in bytes, without what ids and residual filters refer to.</summary>
    public long Bytes =>
        Segment.Bytes + Table.Bytes + Uses.Bytes + Priorities.Bytes
        + ((long)sizeof(int) * _replaced.Length) + ((long)Ids.Length * Unsafe.SizeOf<TId>());

    /// <summary>Finds a subscription that is not tombstoned.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="hash">The hash of the id.</param>
    /// <param name="tombstones">The tombstones of the segment; null if none.</param>
    /// <returns>Its number, or -1.</returns>
    public int Find(TId id, ulong hash, Tombstones? tombstones)
    {
        foreach (int newest in Table.Of(hash))
        {
            int number = newest;
            while (number >= Segment.Count)
            {
                number = _replaced[number];
            }

            if (number >= 0 && _comparer.Equals(Ids[number], id) && tombstones?.Contains(number) != true)
            {
                return number;
            }
        }

        return -1;
    }

    /// <summary>Gives the upper halves of the hashes of a range of ids from the table, without asking the comparer.</summary>
    /// <param name="start">The number of the first subscription.</param>
    /// <param name="end">The number behind that of the last subscription.</param>
    /// <returns>The halves; zero for a tombstoned subscription whose id was added again.</returns>
    public uint[] UpperHashesOf(int start, int end)
    {
        uint[] hashes = new uint[end - start];
        for (HashSlots.Enumerator all = Table.Numbers(); all.MoveNext();)
        {
            int number = all.Current;
            while (number >= Segment.Count)
            {
                number = _replaced[number];
            }

            if (number >= start && number < end)
            {
                hashes[number - start] = all.UpperHash;
            }
        }

        return hashes;
    }

    /// <summary>Gives the segment without the tables of unused templates.</summary>
    public SegmentWithIds<TId> Without(Template[] templates) =>
        new(Segment.Without(templates), Ids, Uses, Priorities, Table, _replaced, Origin, _comparer) { IsSealed = IsSealed };

    /// <summary>Gives the hash of an id.</summary>
    public static ulong HashOf(TId id, IEqualityComparer<TId> comparer) => IdHash.Of(comparer.GetHashCode(id));
}
