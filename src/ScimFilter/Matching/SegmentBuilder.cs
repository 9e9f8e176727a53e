using System.Runtime.InteropServices;

namespace ScimFilter.Matching;

/// <summary>Gathers the entries of subscriptions by key, and makes a segment of them.</summary>
/// <param name="hasher">The hashes of the index.</param>
/// <param name="isLoad">Whether it gathers a load, which is waited for.</param>
internal sealed class SegmentBuilder(KeyHasher hasher, bool isLoad)
{
    private readonly SegmentDraft _draft = new();
    private readonly HashGroups _valuesByHash = new();
    private readonly HashGroups _keysByHash = new();
    private readonly EntryValues _read = new(hasher);
    private readonly List<int> _places = [];
    private int _templates;

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

    /// <summary>Gets the number of values so far.</summary>
    public int ValueCount => _valuesByHash.Count;

    /// <summary>Gets what was added, as long as it is not forgotten.</summary>
    public SegmentDraft Draft => _draft;

    /// <summary>Gets what shares the work on the segment.</summary>
    public TwoThreads Threads => new(isLoad && _draft.Keys.Count >= SegmentArrangement.LargeLoad);

    /// <summary>Makes room, so that nothing is to be copied as it grows.</summary>
    public void Reserve(BuilderSize size, int valueBytes)
    {
        _draft.Reserve(size, valueBytes);
        _keysByHash.Reserve(size.Keys);
        _valuesByHash.Reserve(size.Values);
    }

    /// <summary>Forgets everything, and keeps its memory for the next segment.</summary>
    public void Clear()
    {
        _draft.Clear();
        _valuesByHash.Clear();
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
        AddBegun(entries);
    }

    /// <summary>Asks for the memory of what the next subscription leads to. Nothing is waited for, so that others can ask for theirs meanwhile.</summary>
    /// <returns>The hashes of the keys of its entries.</returns>
    public ReadOnlySpan<ulong> Begin(ReadOnlySpan<Entry> entries)
    {
        _read.Read(entries);
        foreach ((_, ulong hash) in _read.All)
        {
            _valuesByHash.Ask(hash);
        }

        foreach (ulong hash in _read.Keys)
        {
            _keysByHash.Ask(hash);
        }

        return _read.Keys;
    }

    /// <summary>Takes the subscription that was begun.</summary>
    public void AddBegun(ReadOnlySpan<Entry> entries)
    {
        AddValues();
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
                (last, conditions) = (entry.Conditions, entry.Conditions is null ? -1 : AddConditions(entry.Conditions));
            }

            AddPosting(key, subscription, entry.IsRepeatable, conditions);
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

    public int AddValue(ReadOnlySpan<byte> value, out ulong hash)
    {
        hash = hasher.Hash(value);
        return AddValue(value, hash);
    }

    /// <summary>Has a value found at another place, where the same bytes are.</summary>
    public void Join(int place, int other) => _valuesByHash.Replace(hasher.Hash(_draft.Values.Get(place)), place, other);

    /// <summary>Begins conditions, which end with <see cref="AddConditionFilter"/>.</summary>
    /// <returns>Where they stand.</returns>
    public int BeginConditions(int types, int differences, bool hasFilter)
    {
        _draft.Conditions.AddRange([types, (differences << 1) | (hasFilter ? 1 : 0)]);
        return _draft.Conditions.Count - PostingFormat.ConditionsHead;
    }

    /// <summary>Takes conditions that were written down before, of values that are known.</summary>
    /// <returns>Where they stand.</returns>
    public int CopyConditions(ReadOnlySpan<int> words)
    {
        _draft.Conditions.AddRange(words);
        return _draft.Conditions.Count - words.Length;
    }

    /// <summary>Adds an event type to the conditions.</summary>
    public void AddConditionType(ReadOnlySpan<byte> type)
    {
        int place = AddValue(type, out ulong hash);
        _draft.Conditions.AddRange([(int)(hash >> 32), place]);
    }

    /// <summary>Adds a difference to the conditions.</summary>
    public void AddConditionDifference(int attribute, ReadOnlySpan<byte> value)
    {
        int place = AddValue(value, out ulong hash);
        _draft.Conditions.AddRange([attribute, (int)(hash >> 32), place]);
    }

    /// <summary>Adds the filter to the conditions, if there is one.</summary>
    public void AddConditionFilter(ResidualFilter? filter)
    {
        if (filter is { } some)
        {
            _draft.Conditions.Add(_draft.Filters.Count);
            _draft.Filters.Add(some);
        }
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

    /// <summary>Adds subscriptions without conditions to a key.</summary>
    public void AddPostings(int key, ReadOnlySpan<int> subscriptions, bool isRepeatable)
    {
        ref BuiltKey built = ref CollectionsMarshal.AsSpan(_draft.Keys)[key];
        foreach (int subscription in subscriptions)
        {
            _draft.Postings.Add(new BuiltPosting(subscription, isRepeatable, -1, built.LastPosting));
            built.LastPosting = _draft.Postings.Count - 1;
        }

        built.Plain += isRepeatable ? 0 : subscriptions.Length;
        built.Repeatable += isRepeatable ? subscriptions.Length : 0;
    }

    /// <summary>Puts what was added in order, if there is much of it. Nothing can be added any more until <see cref="Clear"/>.</summary>
    /// <returns>The new number of each subscription; empty when they keep theirs.</returns>
    public int[] Arrange() => _draft.Keys.Count >= (isLoad ? SegmentArrangement.LargeLoad : SegmentArrangement.LargeMerge)
        ? new SegmentArrangement(_draft).Arrange(Threads)
        : [];

    /// <summary>Makes the segment.</summary>
    /// <param name="spare">For how many more subscriptions to leave room.</param>
    public Segment Build(int spare) => new SegmentWriter(_draft).Write(_templates, _valuesByHash.Count, spare, Threads);

    /// <summary>Adds the values that were read. Memory is waited for once for all hashes, and once for all bytes.</summary>
    private void AddValues()
    {
        _places.Clear();
        foreach ((_, ulong hash) in _read.All)
        {
            HashGroups.Candidates places = _valuesByHash.Of(hash);
            if (places.MoveNext())
            {
                _draft.Values.Ask(places.Current);
            }
        }

        foreach ((byte[] value, ulong hash) in _read.All)
        {
            _places.Add(AddValue(value, hash));
        }
    }

    private int AddValue(ReadOnlySpan<byte> value, ulong hash)
    {
        for (HashGroups.Candidates places = _valuesByHash.Of(hash); places.MoveNext();)
        {
            if (_draft.Values.Get(places.Current).SequenceEqual(value))
            {
                return places.Current;
            }
        }

        int place = _draft.Values.Append(value);
        _valuesByHash.Add(hash, place);
        return place;
    }

    private int AddConditions(Conditions conditions)
    {
        int start = BeginConditions(conditions.Types.Length, conditions.Differences.Length, conditions.Filter is not null);
        foreach (byte[] type in conditions.Types)
        {
            AddConditionType(type);
        }

        foreach ((int attribute, byte[] key) in conditions.Differences)
        {
            AddConditionDifference(attribute, key);
        }

        AddConditionFilter(conditions.Filter);
        return start;
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
