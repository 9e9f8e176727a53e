using System.Collections.Concurrent;

namespace ScimFilter.Compilation;

/// <summary>
/// The shapes that were used lately. Bounded: when the younger half is full, the older one is dropped, and what is used again
/// becomes young again. Thread-safe.
/// </summary>
internal sealed class ShapeCache(int capacity)
{
    private readonly Lock _turning = new();
    private ConcurrentDictionary<string, FilterShape> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, FilterShape> _old = new(StringComparer.Ordinal);
    private long _hits;
    private long _misses;

    public long Hits => Volatile.Read(ref _hits);

    public long Misses => Volatile.Read(ref _misses);

    public int Count => _young.Count + _old.Keys.Count(key => !_young.ContainsKey(key));

    public int CountWithCode => _young.Values.Concat(_old.Values).Distinct().Count(shape => shape.HasCode);

    public FilterShape GetOrAdd<TState>(string key, Func<TState, FilterShape> create, TState state)
    {
        if (_young.TryGetValue(key, out FilterShape? shape))
        {
            Interlocked.Increment(ref _hits);
            return shape;
        }

        bool known = _old.TryGetValue(key, out shape);
        Interlocked.Increment(ref known ? ref _hits : ref _misses);
        return Add(key, known ? shape! : create(state));
    }

    private FilterShape Add(string key, FilterShape shape)
    {
        lock (_turning)
        {
            if (_young.Count >= Math.Max(1, capacity / 2) && !_young.ContainsKey(key))
            {
                _old = _young;
                _young = new ConcurrentDictionary<string, FilterShape>(StringComparer.Ordinal);
            }

            return _young.GetOrAdd(key, shape);
        }
    }
}
