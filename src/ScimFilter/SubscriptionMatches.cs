using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Probing;
using ScimFilter.Matching.Records;

namespace ScimFilter;

/// <summary>
/// The keys of the subscriptions that an event matches, in no certain order. To be enumerated once, on the thread that matched: it borrows
/// memory of the index, which gets it back when the enumeration ends.
/// </summary>
/// <remarks>
/// A <c>foreach</c> inside another one over the same matches is all right: the memory is given back by the last one. An enumeration that begins or
/// goes on after that is an <see cref="InvalidOperationException"/>. Matches that are not enumerated should be disposed of; if they are not,
/// later matches allocate. Changes of the index meanwhile are not seen.
/// </remarks>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
public ref struct SubscriptionMatches<TKey>
    where TKey : notnull
{
    private readonly ContextPool _pool;
    private readonly KeyedView<TKey>[] _views;
    private readonly MatchContext _context;
    private readonly ReadOnlySpan<int> _hits;
    private readonly int _lease;
    private TKey[] _keys = null!;
    private int _view = -1;
    private int _viewEnd;
    private int _index = -1;
    private bool _isEnumerator;
    private bool _isOver;

    internal SubscriptionMatches(ContextPool pool, MatchContext context, KeyedView<TKey>[] views)
    {
        _pool = pool;
        _context = context;
        _lease = context.Lease;
        _views = views;
        _hits = context.Hits.All;
    }

    /// <summary>Gets the number of matches.</summary>
    public readonly int Count => _hits.Length;

    /// <summary>Gets the key at hand.</summary>
    public readonly TKey Current => _keys[_hits[_index]];

    /// <summary>Goes to the next key. Behind the last one the borrowed memory is given back.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidOperationException">The memory was given back already, by another enumeration or by <see cref="Dispose"/>.</exception>
    public bool MoveNext() => (++_index < _viewEnd && _context.Lease == _lease) || MoveToView();

    /// <summary>Gives an enumerator, for <c>foreach</c>. It goes on from the key at hand.</summary>
    /// <returns>The enumerator, to be disposed of, as <c>foreach</c> does.</returns>
    public readonly SubscriptionMatches<TKey> GetEnumerator()
    {
        SubscriptionMatches<TKey> enumerator = this;
        if (_context.Lease == _lease)
        {
            enumerator._isEnumerator = true;
            _context.Enumerators++;
        }

        return enumerator;
    }

    /// <summary>Gives the borrowed memory back: that of an enumerator when it is the last one.</summary>
    public void Dispose()
    {
        if (!_isOver && _context.Lease == _lease && (!_isEnumerator || --_context.Enumerators == 0))
        {
            _pool.Return(_context, _lease);
        }

        _isOver = true;
    }

    /// <summary>Goes to the next segment with a key, when the one at hand has no more.</summary>
    private bool MoveToView()
    {
        if (_isOver)
        {
            return false;
        }

        if (_context.Lease != _lease)
        {
            throw new InvalidOperationException("These matches were enumerated or disposed of already. Match the event again.");
        }

        while (_view + 1 < _views.Length)
        {
            _view++;
            _keys = _views[_view].Keyed.Keys;
            _viewEnd = _context.SegmentEnds[_view];
            if (_index < _viewEnd)
            {
                return true;
            }
        }

        Dispose();
        return false;
    }

    /// <summary>Copies as many keys as there is room for.</summary>
    internal readonly void CopyTo(Span<TKey> keys)
    {
        ref int hits = ref MemoryMarshal.GetReference(_hits);
        ref TKey target = ref MemoryMarshal.GetReference(keys);
        nint hit = 0;
        for (int view = 0; view < _views.Length; view++)
        {
            ref TKey source = ref MemoryMarshal.GetArrayDataReference(_views[view].Keyed.Keys);
            for (nint end = Math.Min(_context.SegmentEnds[view], keys.Length); hit < end; hit++)
            {
                Unsafe.Add(ref target, hit) = Unsafe.Add(ref source, Unsafe.Add(ref hits, hit));
            }
        }
    }
}
