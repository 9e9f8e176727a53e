using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Probing;
using ScimFilter.Matching.Records;

namespace ScimFilter;

/// <summary>
/// The ids of the subscriptions that an event matches, in no particular order. To be enumerated once, on the thread that matched: it uses
/// memory of the index, which the end of the enumeration returns.
/// </summary>
/// <remarks>
/// One <c>foreach</c> may be nested in another one over the same matches; the last one to end returns the memory. Enumerating after that
/// throws an <see cref="InvalidOperationException"/>. Dispose of matches that are not enumerated; otherwise later matches allocate. Later
/// changes of the index are not seen. The default value has no matches.
/// </remarks>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
public ref struct SubscriptionMatches<TId>
    where TId : notnull
{
    private readonly ContextPool _pool;
    private readonly SnapshotSegment<TId>[] _segments;

    /// <summary>Null in the default value only.</summary>
    private readonly MatchContext _context;

    private readonly ReadOnlySpan<int> _hits;
    private readonly int _lease;
    private TId[] _ids = null!;
    private int _segment = -1;
    private int _segmentEnd;
    private int _index = -1;
    private bool _isEnumerator;
    private bool _isOver;

    internal SubscriptionMatches(ContextPool pool, MatchContext context, SnapshotSegment<TId>[] segments)
    {
        _pool = pool;
        _context = context;
        _lease = context.Lease;
        _segments = segments;
        _hits = context.Hits.All;
    }

    /// <summary>Gets the number of matches.</summary>
    public readonly int Count => _hits.Length;

    /// <summary>Gets the current id.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is none: before the first <see cref="MoveNext"/>, behind the last id, and after <see cref="Dispose"/>.
    /// </exception>
    public readonly TId Current =>
        (uint)_index < (uint)_segmentEnd && _context.Lease == _lease ? _ids[_hits[_index]] : throw NoCurrentId();

    /// <summary>Goes to the next id. Behind the last one, returns the memory.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidOperationException">Another enumeration or <see cref="Dispose"/> has returned the memory.</exception>
    public bool MoveNext() => (++_index < _segmentEnd && _context.Lease == _lease) || MoveToSegment();

    /// <summary>Gives an enumerator, for <c>foreach</c>. It continues behind the current id.</summary>
    /// <returns>The enumerator, which must be disposed of, as <c>foreach</c> does.</returns>
    public readonly SubscriptionMatches<TId> GetEnumerator()
    {
        SubscriptionMatches<TId> enumerator = this;
        if (_context?.Lease == _lease)
        {
            enumerator._isEnumerator = true;
            _context.Enumerators++;
        }

        return enumerator;
    }

    /// <summary>Returns the memory to the index; for an enumerator, if it is the last one.</summary>
    public void Dispose()
    {
        if (!_isOver && _context?.Lease == _lease && (!_isEnumerator || --_context.Enumerators == 0))
        {
            _pool.Return(_context, _lease);
        }

        _isOver = true;
        _segmentEnd = 0;
    }

    private static InvalidOperationException NoCurrentId() =>
        new("There is no current id: the enumeration has not begun, or it is over.");

    /// <summary>Goes to the next segment with an id behind the current one.</summary>
    private bool MoveToSegment()
    {
        if (_isOver || _context is null)
        {
            return false;
        }

        if (_context.Lease != _lease)
        {
            throw new InvalidOperationException("These matches were enumerated or disposed of already. Match the event again.");
        }

        while (_segment + 1 < _segments.Length)
        {
            _segment++;
            _ids = _segments[_segment].WithIds.Ids;
            _segmentEnd = _context.SegmentEnds[_segment];
            if (_index < _segmentEnd)
            {
                return true;
            }
        }

        Dispose();
        return false;
    }

    /// <summary>Copies as many ids as fit.</summary>
    internal readonly void CopyTo(Span<TId> ids)
    {
        ref int hits = ref MemoryMarshal.GetReference(_hits);
        ref TId target = ref MemoryMarshal.GetReference(ids);
        nint hit = 0;
        for (int segment = 0; segment < _segments.Length; segment++)
        {
            ref TId source = ref MemoryMarshal.GetArrayDataReference(_segments[segment].WithIds.Ids);
            for (nint end = Math.Min(_context.SegmentEnds[segment], ids.Length); hit < end; hit++)
            {
                Unsafe.Add(ref target, hit) = Unsafe.Add(ref source, Unsafe.Add(ref hits, hit));
            }
        }
    }
}
