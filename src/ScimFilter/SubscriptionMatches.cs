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
    private readonly int _lease;
    private int _index;
    private int _view;

    internal SubscriptionMatches(ContextPool pool, MatchContext context, KeyedView<TKey>[] views)
    {
        _pool = pool;
        _context = context;
        _lease = context.Lease;
        _views = views;
        _index = -1;
        Count = context.Hits.Count;
    }

    /// <summary>Gets the number of matches.</summary>
    public int Count { get; }

    /// <summary>Gets the key at hand.</summary>
    public readonly TKey Current => _views[_view].Keyed.Keys[_context.Hits[_index]];

    /// <summary>Goes to the next key. Behind the last one the borrowed memory is given back.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (++_index >= Count || _context.Lease != _lease)
        {
            Dispose();
            return false;
        }

        while (_index >= _context.SegmentEnds[_view])
        {
            _view++;
        }

        return true;
    }

    /// <summary>Gives this, for <c>foreach</c>.</summary>
    public readonly SubscriptionMatches<TKey> GetEnumerator() => this;

    /// <summary>Gives the borrowed memory back; <c>foreach</c> does it. Copies of this give it back together.</summary>
    public readonly void Dispose() => _pool.Return(_context, _lease);

    /// <summary>Copies as many keys as there is room for.</summary>
    internal readonly void CopyTo(Span<TKey> keys)
    {
        ref int hits = ref MemoryMarshal.GetReference(_context.Hits.All);
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
