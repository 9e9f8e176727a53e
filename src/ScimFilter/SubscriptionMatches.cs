using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching;

namespace ScimFilter;

/// <summary>The keys of the subscriptions that an event matches, in no certain order. To be enumerated once, at once: it borrows memory of the index.</summary>
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
    public bool MoveNext() => (++_index < _viewEnd && _context.Lease == _lease) || MoveToView();

    /// <summary>Gives this, for <c>foreach</c>.</summary>
    public readonly SubscriptionMatches<TKey> GetEnumerator() => this;

    /// <summary>Gives the borrowed memory back; <c>foreach</c> does it. Copies of this give it back together.</summary>
    public readonly void Dispose() => _pool.Return(_context, _lease);

    /// <summary>Goes to the next segment with a key, when the one at hand has no more.</summary>
    private bool MoveToView()
    {
        while (_context.Lease == _lease && _view + 1 < _views.Length)
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
