using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>Groups the entries of subscriptions by key, and builds a segment of them.</summary>
internal sealed class SegmentBuilder
{
    private readonly SegmentDraft _draft = new();
    private readonly HashGroups _keysByHash = new();
    private readonly List<int> _places = [];
    private readonly EntryValues _read;
    private readonly bool _isLoad;
    private int _templates;

    /// <summary>Begins an empty segment.</summary>
    /// <param name="hasher">The hasher of the index.</param>
    /// <param name="isLoad">Whether it is for a load. The caller waits for a load, so a large one uses two threads.</param>
    public SegmentBuilder(KeyHasher hasher, bool isLoad)
    {
        _isLoad = isLoad;
        _read = new EntryValues(hasher);
        Values = new BuiltValues(_draft, hasher);
        Conditions = new BuiltConditions(_draft, Values);
    }

    /// <summary>Continues behind the end of a segment.</summary>
    public SegmentBuilder(KeyHasher hasher, Segment segment)
        : this(hasher, isLoad: false)
    {
        _draft.Subscriptions = segment.Count;
        _draft.Values = new ValueArena(segment.Arena);
        _draft.Filters.AddRange(segment.Filters);
    }

    /// <summary>Gets the number of subscriptions.</summary>
    public int Count => _draft.Subscriptions;

    public BuiltValues Values { get; }

    public BuiltConditions Conditions { get; }

    /// <summary>Gets what was added since the last <see cref="ClearKeys"/>.</summary>
    public SegmentDraft Draft => _draft;

    /// <summary>Gets what runs the parts of the work.</summary>
    public TwoThreads Threads => new(_isLoad && _draft.Keys.Count >= Thresholds.LargeLoadKeys);

    /// <summary>Reserves memory.</summary>
    public void Reserve(SegmentSize size, int valueBytes)
    {
        _draft.Reserve(size, valueBytes);
        _keysByHash.Reserve(size.Keys);
        Values.Reserve(size.Values);
    }

    /// <summary>Removes everything, and keeps memory for the next segment.</summary>
    public void Clear()
    {
        _draft.Clear();
        Values.Clear();
        _keysByHash.Clear();
        _templates = 0;
    }

    /// <summary>
    /// Removes the keys with their postings, once they are written. Values, filters and the number of subscriptions stay.
    /// </summary>
    public void ClearKeys()
    {
        _draft.ClearKeys();
        _keysByHash.Clear();
    }

    /// <summary>Adds a subscription.</summary>
    public void Add(ReadOnlySpan<Entry> entries)
    {
        Begin(entries);
        PrefetchValues();
        AddBegun(entries);
    }

    /// <summary>Hashes the entries of the next subscription, and prefetches the table slots of their values and keys.</summary>
    /// <returns>The hashes of the keys.</returns>
    public ReadOnlySpan<ulong> Begin(ReadOnlySpan<Entry> entries)
    {
        _read.Read(entries);
        foreach ((_, ulong hash) in _read.All)
        {
            Values.Prefetch(hash);
        }

        foreach (ulong hash in _read.KeyHashes)
        {
            _keysByHash.Prefetch(hash);
        }

        return _read.KeyHashes;
    }

    /// <summary>Prefetches the bytes of the values of the subscription that was begun.</summary>
    public void PrefetchValues() => Values.PrefetchBytes(_read.All);

    /// <summary>Adds the subscription that was begun.</summary>
    public void AddBegun(ReadOnlySpan<Entry> entries)
    {
        Values.Add(_read.All, _places);
        int subscription = AddSubscription();
        ReadOnlySpan<int> numbers = _read.Numbers;
        Conditions? last = null;
        int conditions = -1;
        for (int i = 0; i < entries.Length; i++)
        {
            ref readonly Entry entry = ref entries[i];
            int begin = _draft.KeyValues.Count;
            int count = entry.Template.Attributes.Length;
            foreach (int number in numbers[..count])
            {
                _draft.KeyValues.Add(_places[number]);
            }

            numbers = numbers[count..];
            int key = FindOrAddKey(entry.Template.Index, _read.KeyHashes[i], begin);
            if (!ReferenceEquals(entry.Conditions, last))
            {
                (last, conditions) = (entry.Conditions, entry.Conditions is null ? -1 : Conditions.Add(entry.Conditions));
            }

            // A filter may have the same alternative several times.
            if (!EndsWith(key, subscription, conditions))
            {
                AddPosting(key, subscription, entry.IsRepeatable, conditions);
            }
        }
    }

    /// <summary>Gives the number of the next subscription, whose postings follow.</summary>
    public int AddSubscription() => _draft.Subscriptions++;

    /// <summary>Finds or adds a key.</summary>
    /// <returns>Its number, for <see cref="AddPosting"/>.</returns>
    public int AddKey(int template, ulong hash, ReadOnlySpan<int> values)
    {
        int begin = _draft.KeyValues.Count;
        _draft.KeyValues.AddRange(values);
        return FindOrAddKey(template, hash, begin);
    }

    /// <summary>Adds a posting to a key.</summary>
    /// <param name="key">The number of the key.</param>
    /// <param name="subscription">The number of the subscription.</param>
    /// <param name="isRepeatable">Whether one event can reach the subscription by several entries.</param>
    /// <param name="conditions">Where its conditions start, or -1.</param>
    public void AddPosting(int key, int subscription, bool isRepeatable, int conditions)
    {
        ref BuiltKey built = ref CollectionsMarshal.AsSpan(_draft.Keys)[key];
        _draft.Postings.Add(new BuiltPosting(subscription, isRepeatable, conditions, built.LastPosting));
        built.LastPosting = _draft.Postings.Count - 1;
        if (conditions < 0)
        {
            built.Plain += isRepeatable ? 0 : 1;
            built.Repeatable += isRepeatable ? 1 : 0;
        }
        else if (_draft.ConditionsAt(conditions) is var words && ConditionFormat.AreOneDifference(words))
        {
            built.Differing++;
        }
        else
        {
            built.OtherWords = checked(built.OtherWords + 1 + words.Length);
            built.Others++;
        }
    }

    /// <summary>Puts the draft in order if it is large. Nothing can be added until <see cref="Clear"/>.</summary>
    /// <returns>The new number of each subscription; empty when they keep theirs.</returns>
    public int[] Arrange() => _draft.Keys.Count >= (_isLoad ? Thresholds.LargeLoadKeys : Thresholds.LargeMergeKeys)
        ? new SegmentArrangement(_draft).Arrange(Threads)
        : [];

    /// <summary>Builds the segment.</summary>
    /// <param name="spare">The number of further subscriptions for which to reserve capacity.</param>
    public Segment Build(int spare) => new SegmentWriter(_draft).Write(_templates, Values, spare, Threads);

    /// <summary>Whether the last posting of a key is that of a subscription with certain conditions.</summary>
    private bool EndsWith(int key, int subscription, int conditions) =>
        CollectionsMarshal.AsSpan(_draft.Keys)[key].LastPosting is >= 0 and var last
        && CollectionsMarshal.AsSpan(_draft.Postings)[last] is var posting
        && posting.Subscription == subscription
        && posting.Conditions == conditions;

    /// <summary>Finds the key of the values at the end of the list, and removes them from it when the key is known.</summary>
    private int FindOrAddKey(int template, ulong hash, int begin)
    {
        ReadOnlySpan<int> all = CollectionsMarshal.AsSpan(_draft.KeyValues);
        ReadOnlySpan<int> values = all[begin..];
        for (HashGroups.Candidates keys = _keysByHash.Of(hash); keys.MoveNext();)
        {
            BuiltKey key = _draft.Keys[keys.Current];
            if (key.Template == template && all.Slice(key.Values, key.ValueCount).SequenceEqual(values))
            {
                _draft.KeyValues.RemoveRange(begin, values.Length);
                return keys.Current;
            }
        }

        _templates = Math.Max(_templates, template + 1);
        _keysByHash.Add(hash, _draft.Keys.Count);
        _draft.Keys.Add(new BuiltKey(template, hash, begin, values.Length));
        return _draft.Keys.Count - 1;
    }
}
