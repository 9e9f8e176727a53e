using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>Gathers the entries of subscriptions by key, and makes a segment of them.</summary>
internal sealed class SegmentBuilder
{
    private readonly SegmentDraft _draft = new();
    private readonly HashGroups _keysByHash = new();
    private readonly List<int> _places = [];
    private readonly EntryValues _read;
    private readonly bool _isLoad;
    private int _templates;

    /// <summary>Begins an empty segment.</summary>
    /// <param name="hasher">The hashes of the index.</param>
    /// <param name="isLoad">Whether it gathers a load, which is waited for.</param>
    public SegmentBuilder(KeyHasher hasher, bool isLoad)
    {
        _isLoad = isLoad;
        _read = new EntryValues(hasher);
        Values = new BuiltValues(_draft, hasher);
        Conditions = new BuiltConditions(_draft, Values);
    }

    /// <summary>Goes on where a segment ends.</summary>
    public SegmentBuilder(KeyHasher hasher, Segment segment)
        : this(hasher, isLoad: false)
    {
        _draft.Subscriptions = segment.Count;
        _draft.Values = new ValueArena(segment.Arena);
        _draft.Filters.AddRange(segment.Filters);
    }

    /// <summary>Gets the number of subscriptions so far.</summary>
    public int Count => _draft.Subscriptions;

    /// <summary>Gets the values so far.</summary>
    public BuiltValues Values { get; }

    /// <summary>Gets the conditions so far.</summary>
    public BuiltConditions Conditions { get; }

    /// <summary>Gets what was added, as long as it is not forgotten.</summary>
    public SegmentDraft Draft => _draft;

    /// <summary>Gets what shares the work on the segment.</summary>
    public TwoThreads Threads => new(_isLoad && _draft.Keys.Count >= SegmentArrangement.LargeLoad);

    /// <summary>Makes room, so that nothing is to be copied as it grows.</summary>
    public void Reserve(BuilderSize size, int valueBytes)
    {
        _draft.Reserve(size, valueBytes);
        _keysByHash.Reserve(size.Keys);
        Values.Reserve(size.Values);
    }

    /// <summary>Forgets everything, and keeps its memory for the next segment.</summary>
    public void Clear()
    {
        _draft.Clear();
        Values.Clear();
        _keysByHash.Clear();
        _templates = 0;
    }

    /// <summary>Forgets the keys, which were written down; values, filters and the number of subscriptions stay.</summary>
    public void ForgetKeys()
    {
        _draft.ForgetKeys();
        _keysByHash.Clear();
    }

    /// <summary>Takes the next subscription.</summary>
    public void Add(ReadOnlySpan<Entry> entries)
    {
        Begin(entries);
        AskValues();
        AddBegun(entries);
    }

    /// <summary>Asks for the memory of what the next subscription leads to. Nothing is waited for, so that others can ask for theirs meanwhile.</summary>
    /// <returns>The hashes of the keys of its entries.</returns>
    public ReadOnlySpan<ulong> Begin(ReadOnlySpan<Entry> entries)
    {
        _read.Read(entries);
        foreach ((_, ulong hash) in _read.All)
        {
            Values.Ask(hash);
        }

        foreach (ulong hash in _read.Keys)
        {
            _keysByHash.Ask(hash);
        }

        return _read.Keys;
    }

    /// <summary>Asks for the memory of its values.</summary>
    public void AskValues() => Values.AskBytes(_read.All);

    /// <summary>Takes the subscription that was begun.</summary>
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
            int key = FindOrAddKey(entry.Template.Index, _read.Keys[i], begin);
            if (!ReferenceEquals(entry.Conditions, last))
            {
                (last, conditions) = (entry.Conditions, entry.Conditions is null ? -1 : Conditions.Add(entry.Conditions));
            }

            // A filter may ask for one thing several times.
            if (!EndsWith(key, subscription, conditions))
            {
                AddPosting(key, subscription, entry.IsRepeatable, conditions);
            }
        }
    }

    /// <summary>Takes the place of the next subscription, whose entries follow.</summary>
    public int AddSubscription() => _draft.Subscriptions++;

    /// <summary>Adds the key of some values, to which postings follow.</summary>
    /// <returns>Its number.</returns>
    public int AddKey(int template, ulong hash, ReadOnlySpan<int> values)
    {
        int begin = _draft.KeyValues.Count;
        _draft.KeyValues.AddRange(values);
        return FindOrAddKey(template, hash, begin);
    }

    /// <summary>Adds a subscription to a key.</summary>
    /// <param name="key">The number of the key.</param>
    /// <param name="subscription">The number of the subscription.</param>
    /// <param name="isRepeatable">Whether an event can reach it in several ways.</param>
    /// <param name="conditions">Where its conditions stand, or -1.</param>
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
        else if (_draft.ConditionsAt(conditions) is var words && PostingFormat.IsOneDifference(words))
        {
            built.Differing++;
        }
        else
        {
            built.OtherWords = checked(built.OtherWords + 1 + words.Length);
        }
    }

    /// <summary>Puts what was added in order, if there is much of it. Nothing can be added any more until <see cref="Clear"/>.</summary>
    /// <returns>The new number of each subscription; empty when they keep theirs.</returns>
    public int[] Arrange() => _draft.Keys.Count >= (_isLoad ? SegmentArrangement.LargeLoad : SegmentArrangement.LargeMerge)
        ? new SegmentArrangement(_draft).Arrange(Threads)
        : [];

    /// <summary>Makes the segment.</summary>
    /// <param name="spare">For how many more subscriptions to leave room.</param>
    public Segment Build(int spare) => new SegmentWriter(_draft).Write(_templates, Values.Count, spare, Threads);

    /// <summary>Whether a posting is the last one of its key.</summary>
    private bool EndsWith(int key, int subscription, int conditions)
    {
        int last = CollectionsMarshal.AsSpan(_draft.Keys)[key].LastPosting;
        return last >= 0 && CollectionsMarshal.AsSpan(_draft.Postings)[last] is var posting && posting.Subscription == subscription && posting.Conditions == conditions;
    }

    /// <summary>Finds the key of the values at the end of the list, and takes them off when it is known.</summary>
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
