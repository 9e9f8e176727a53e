namespace ScimFilter.Matching;

/// <summary>Gathers many subscriptions into one segment.</summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class BulkLoad<TKey>(KeyHasher hasher, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly SegmentBuilder _builder = new(hasher);
    private readonly List<TKey> _keys = [];
    private readonly Dictionary<TKey, int> _numbers = new(comparer);
    private readonly List<int> _replaced = [];

    public void Add(TKey key, Entry[] entries)
    {
        if (!_numbers.TryAdd(key, _keys.Count))
        {
            _replaced.Add(_numbers[key]);
            _numbers[key] = _keys.Count;
        }

        _keys.Add(key);
        _builder.Add(entries);
    }

    /// <summary>Adds the segment, and deletes what it replaces.</summary>
    public void AddTo(List<KeyedView<TKey>> views)
    {
        if (_keys.Count == 0)
        {
            return;
        }

        if (views.Count > 0)
        {
            foreach (TKey key in _numbers.Keys)
            {
                IndexWriter<TKey>.Delete(views, key);
            }
        }

        var view = new KeyedView<TKey>(new KeyedSegment<TKey>(_builder.Build(), [.. _keys], comparer), null);
        foreach (int number in _replaced)
        {
            view = view.Without(number);
        }

        // The largest come first.
        int place = views.FindIndex(other => other.Count < view.Count);
        views.Insert(place < 0 ? views.Count : place, view);
    }
}
