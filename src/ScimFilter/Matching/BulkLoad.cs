namespace ScimFilter.Matching;

/// <summary>Gathers many subscriptions into one segment.</summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class BulkLoad<TKey>
    where TKey : notnull
{
    private readonly IEqualityComparer<TKey> _comparer;
    private readonly SegmentBuilder _builder;
    private readonly List<TKey> _keys;
    private readonly Dictionary<TKey, int> _numbers;
    private readonly List<int> _replaced = [];

    /// <summary>Begins a load.</summary>
    /// <param name="hasher">The hashes of the index.</param>
    /// <param name="comparer">Tells when two keys are one.</param>
    /// <param name="expected">The number of subscriptions, as far as it is known: what room is made for at once.</param>
    public BulkLoad(KeyHasher hasher, IEqualityComparer<TKey> comparer, int expected)
    {
        _comparer = comparer;
        _builder = new SegmentBuilder(hasher, isLoad: true);
        _keys = new List<TKey>(expected);
        _numbers = new Dictionary<TKey, int>(expected, comparer);

        // Each subscription has a few keys, and values that others have as well.
        int keys = checked(expected * 4);
        _builder.Reserve(new BuilderSize(keys, keys * 2, keys, 0, expected), 0);
    }

    public void Add(TKey key, ReadOnlySpan<Entry> entries)
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
                IndexWriter<TKey>.Delete(views, key, KeyedSegment<TKey>.HashOf(key, _comparer));
            }
        }

        int[] numbers = _builder.Arrange();
        var view = new KeyedView<TKey>(new KeyedSegment<TKey>(_builder, [.. _keys], _comparer, numbers, spare: 0), null);
        foreach (int number in _replaced)
        {
            view = view.Without(numbers.Length > 0 ? numbers[number] : number);
        }

        // The largest come first.
        int place = views.FindIndex(other => other.Count < view.Count);
        views.Insert(place < 0 ? views.Count : place, view);
    }
}
