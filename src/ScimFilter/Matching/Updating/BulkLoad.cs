using System.Runtime.InteropServices;
using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>Gathers many subscriptions into one segment.</summary>
/// <remarks>
/// What it holds grows with what it was given, whatever number of subscriptions was announced: that is what a collection says, and a
/// collection may say anything.
/// </remarks>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class BulkLoad<TKey>(KeyHasher hasher, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly SegmentBuilder _builder = new(hasher, isLoad: true);
    private readonly List<TKey> _keys = [];
    private readonly List<int> _uses = [];
    private readonly Dictionary<TKey, int> _numbers = new(comparer);
    private readonly List<int> _replaced = [];
    private KeyedView<TKey>? _view;

    /// <summary>Takes a subscription.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="use">What it uses, see <see cref="LayoutUses"/>.</param>
    public void Add(TKey key, ReadOnlySpan<Entry> entries, int use)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, key, out bool isKnown);
        if (isKnown)
        {
            _replaced.Add(number);
        }

        number = _keys.Count;
        _keys.Add(key);
        _uses.Add(use);
        _builder.Add(entries);
    }

    /// <summary>Makes the segment. Nothing can be added any more.</summary>
    public void Build()
    {
        if (_keys.Count == 0)
        {
            return;
        }

        int[] numbers = _builder.Arrange();
        var view = new KeyedView<TKey>(new KeyedSegment<TKey>(_builder, [.. _keys], [.. _uses], comparer, numbers, spare: 0), null);
        foreach (int number in _replaced)
        {
            view = view.Without(numbers.Length > 0 ? numbers[number] : number);
        }

        _view = view;
    }

    /// <summary>Adds the segment that was built, and deletes what it replaces.</summary>
    /// <returns>What the subscriptions used that are not there any more.</returns>
    public List<int> AddTo(List<KeyedView<TKey>> views)
    {
        List<int> unused = [.. _replaced.Select(number => _uses[number])];
        if (_view is null)
        {
            return unused;
        }

        if (views.Count > 0)
        {
            foreach (TKey key in _numbers.Keys)
            {
                if (IndexWriter<TKey>.Delete(views, key, KeyedSegment<TKey>.HashOf(key, comparer), out int use))
                {
                    unused.Add(use);
                }
            }
        }

        // The largest come first.
        int place = views.FindIndex(other => other.Count < _view.Count);
        views.Insert(place < 0 ? views.Count : place, _view);
        return unused;
    }
}
