using System.Runtime.InteropServices;

namespace ScimFilter.Matching;

/// <summary>The records and tables of a segment that grows. See <see cref="GrowingSegment{TKey}"/>.</summary>
/// <remarks>
/// A record never changes. To add to a key, a copy of its record is appended, with the new postings and without those of deleted
/// subscriptions, and takes its slot in the table; so an event finds one record for each of its keys, however often it was added to.
/// Before the copy stands the place of what it replaced, for readers who came before.
/// </remarks>
internal sealed class GrowingRecords
{
    /// <summary>A record of more words is left as it is, and its key gets another one.</summary>
    public const int MostCopied = 64;

    /// <summary>The part of the room that is left when it is time for more.</summary>
    private const int RunningOut = 6;

    private const int SmallestTable = 16;
    private const int SmallestWords = 256;

    /// <summary>The table of a new template has room for the keys of one subscription of so many.</summary>
    private const int NewTableShare = 8;

    private readonly SegmentBuilder _builder;
    private readonly KeyHasher _hasher;

    /// <summary>By template and hash of a key that has several records: the one to which is added, and its slot.</summary>
    private readonly Dictionary<(int Template, ulong Hash), (int Slot, int Record)> _open = [];

    private int[] _keyCounts;
    private int[] _valueCounts;
    private int[] _newKeys = [];

    public GrowingRecords(SegmentBuilder builder, KeyHasher hasher)
    {
        (_builder, _hasher) = (builder, hasher);
        Words = new int[SmallestWords];
        Tables = [];
        _keyCounts = [];
        _valueCounts = [];
    }

    /// <summary>Goes on with the records of a segment in which room was left.</summary>
    public GrowingRecords(SegmentBuilder builder, KeyHasher hasher, Segment segment, Template[] templates)
    {
        (_builder, _hasher) = (builder, hasher);
        (Words, Tables, End) = (segment.Records, segment.Tables, segment.RecordEnd);
        _keyCounts = [.. Tables.Select(table => table.Count())];
        _valueCounts = [.. templates.Take(Tables.Length).Select(template => template.Attributes.Length)];
    }

    public HashSlots[] Tables { get; private set; }

    public int[] Words { get; private set; }

    /// <summary>Gets where the records end.</summary>
    public int End { get; private set; }

    /// <summary>Gets a value indicating whether the room will soon be used up.</summary>
    public bool IsRunningOut
    {
        get
        {
            bool isRunningOut = Words.Length - End < Words.Length / RunningOut;
            for (int i = 0; i < Tables.Length; i++)
            {
                isRunningOut |= !Tables[i].IsMissing && Tables[i].Capacity - _keyCounts[i] < Tables[i].Capacity / RunningOut;
            }

            return isRunningOut;
        }
    }

    /// <summary>Whether the tables have room for the keys of the builder, whatever they have already. Those that are missing are made.</summary>
    /// <param name="subscriptions">The number of subscriptions so far.</param>
    public bool HasTables(int subscriptions)
    {
        CountNew();
        AddTables(subscriptions);
        bool hasRoom = true;
        for (int i = 0; i < _newKeys.Length; i++)
        {
            hasRoom &= _newKeys[i] == 0 || _keyCounts[i] + _newKeys[i] <= Tables[i].Capacity;
        }

        return hasRoom;
    }

    /// <summary>Whether there is room for the records of the builder's keys in any case.</summary>
    public bool HasWords() => WordsNeeded() <= Words.Length;

    /// <summary>Makes room, at least for the keys of the builder, in arrays of which readers know nothing.</summary>
    public void Enlarge(SpareRoom room)
    {
        int[] words = new int[room.WordsOf(End, WordsNeeded())];
        Words.AsSpan(0, End).CopyTo(words);
        var tables = new HashSlots[Tables.Length];
        for (int i = 0; i < tables.Length; i++)
        {
            tables[i] = Tables[i].IsMissing ? default : Enlarged(i, room);
        }

        _open.Clear();
        (Words, Tables) = (words, tables);
    }

    /// <summary>Appends the keys of the builder. The tables must have room.</summary>
    /// <param name="deletions">The subscriptions of the segment that are no more.</param>
    /// <returns>Whether there was room; if not, nothing more can be appended, and those who read see nothing of it.</returns>
    public bool TryAppend(Deletions? deletions)
    {
        SegmentDraft draft = _builder.Draft;
        Ask(CollectionsMarshal.AsSpan(draft.Keys));
        var writer = new SegmentWriter(draft);
        for (int i = 0; i < draft.Keys.Count; i++)
        {
            BuiltKey key = draft.Keys[i];
            (int slot, int known) = Find(key, out bool isSeveral);
            bool isCopied = known >= 0 && SizeOf(known, key.ValueCount) <= MostCopied;
            if (isCopied)
            {
                TakeOver(known, i, deletions);
                key = draft.Keys[i];
            }

            int size = key.RecordWords;
            int record = End + 1;
            if (record + (long)size + PostingFormat.Padding > Words.Length)
            {
                return false;
            }

            Words[End] = isCopied ? known : -1;
            writer.Write(key, Words.AsSpan(record, size));
            End = record + size;
            if (isCopied)
            {
                Tables[key.Template].Replace(slot, key.Hash, record);
            }
            else
            {
                slot = Tables[key.Template].Add(key.Hash, record);
                _keyCounts[key.Template]++;
            }

            if (isSeveral || (known >= 0 && !isCopied))
            {
                _open[(key.Template, key.Hash)] = (slot, record);
            }
        }

        return true;
    }

    /// <summary>Asks for the memory of buckets, then of the records to which they lead, as in <see cref="RecordFinder"/>.</summary>
    private void Ask(ReadOnlySpan<BuiltKey> keys)
    {
        foreach (ref readonly BuiltKey key in keys)
        {
            ref HashSlots table = ref Tables[key.Template];
            table.Ask(table.BucketOf(key.Hash));
        }

        foreach (ref readonly BuiltKey key in keys)
        {
            HashSlots.Candidates candidates = Tables[key.Template].Of(key.Hash);
            if (candidates.MoveNext())
            {
                Prefetch.Line(ref Words[candidates.Current]);
            }
        }
    }

    private void CountNew()
    {
        Array.Clear(_newKeys);
        foreach (ref readonly BuiltKey key in CollectionsMarshal.AsSpan(_builder.Draft.Keys))
        {
            if (key.Template >= _newKeys.Length)
            {
                Array.Resize(ref _newKeys, key.Template + 1);
            }

            _newKeys[key.Template]++;
        }
    }

    /// <summary>Adds the tables that are missing; readers keep the array that lacks them.</summary>
    private void AddTables(int subscriptions)
    {
        bool isMissing = false;
        for (int i = 0; i < _newKeys.Length; i++)
        {
            isMissing |= _newKeys[i] > 0 && (i >= Tables.Length || Tables[i].IsMissing);
        }

        if (!isMissing)
        {
            return;
        }

        var tables = new HashSlots[Math.Max(Tables.Length, _newKeys.Length)];
        Tables.CopyTo(tables, 0);
        for (int i = 0; i < _newKeys.Length; i++)
        {
            tables[i] = _newKeys[i] > 0 && tables[i].IsMissing
                ? new HashSlots(Math.Max(_newKeys[i], Math.Max(SmallestTable, subscriptions / NewTableShare)))
                : tables[i];
        }

        Array.Resize(ref _keyCounts, tables.Length);
        Array.Resize(ref _valueCounts, tables.Length);
        foreach (ref readonly BuiltKey key in CollectionsMarshal.AsSpan(_builder.Draft.Keys))
        {
            _valueCounts[key.Template] = key.ValueCount;
        }

        Tables = tables;
    }

    private long WordsNeeded()
    {
        long words = End + (long)PostingFormat.Padding;
        foreach (ref readonly BuiltKey key in CollectionsMarshal.AsSpan(_builder.Draft.Keys))
        {
            words += 1 + MostCopied + key.RecordWords;
        }

        return words;
    }

    private HashSlots Enlarged(int template, SpareRoom room)
    {
        var table = new HashSlots(room.KeysOf(_keyCounts[template], template < _newKeys.Length ? _newKeys[template] : 0));
        int values = _valueCounts[template];
        foreach (int record in Tables[template].Numbers())
        {
            ulong hash = _hasher.Empty;
            foreach (int value in Words.AsSpan(record, values))
            {
                hash = _hasher.Combine(hash, _hasher.Hash(_builder.Draft.Values.Get(value)));
            }

            table.Add(hash, record);
        }

        return table;
    }

    /// <summary>Finds the smallest record of a key.</summary>
    /// <returns>Its slot and its place, which is -1 when there is none.</returns>
    private (int Slot, int Record) Find(in BuiltKey key, out bool isSeveral)
    {
        if (_open.TryGetValue((key.Template, key.Hash), out (int Slot, int Record) open) && IsOf(open.Record, key))
        {
            isSeveral = true;
            return open;
        }

        isSeveral = false;
        (int Slot, int Record) found = (-1, -1);
        HashSlots.Candidates candidates = Tables[key.Template].Of(key.Hash);
        while (candidates.MoveNext())
        {
            if (IsOf(candidates.Current, key))
            {
                isSeveral = found.Record >= 0;
                if (!isSeveral || SizeOf(candidates.Current, key.ValueCount) < SizeOf(found.Record, key.ValueCount))
                {
                    found = (candidates.Slot, candidates.Current);
                }
            }
        }

        return found;
    }

    private bool IsOf(int record, in BuiltKey key)
    {
        ValueArena values = _builder.Draft.Values;
        foreach (int value in _builder.Draft.ValuesOf(key))
        {
            int known = Words[record++];
            if (known == value)
            {
                continue;
            }

            if (!values.Get(known).SequenceEqual(values.Get(value)))
            {
                return false;
            }

            // From now on they are known to be one.
            _builder.Join(value, known);
        }

        return true;
    }

    private int SizeOf(int record, int values) => new PostingReader(Words.AsSpan(record + values)).Size;

    /// <summary>Gives a key of the builder what a record has.</summary>
    private void TakeOver(int record, int number, Deletions? deletions)
    {
        BuiltKey key = _builder.Draft.Keys[number];
        Words.AsSpan(record, key.ValueCount).CopyTo(_builder.Draft.ValuesOf(key));
        for (var postings = new PostingReader(Words.AsSpan(record + key.ValueCount)); postings.MoveNext();)
        {
            if (deletions?.Contains(postings.Subscription) != true)
            {
                int conditions = postings.Difference is var (attribute, start, value) ? _builder.CopyConditions([0, 1 << 1, attribute, start, value])
                    : postings.Conditions.IsEmpty ? -1
                    : _builder.CopyConditions(postings.Conditions);
                _builder.AddPosting(number, postings.Subscription, postings.IsRepeatable, conditions);
            }
        }
    }
}
