using System.Runtime.InteropServices;
using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Paths;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>The records of a growing segment, and the tables that lead to them. See <see cref="GrowingSegment{TId}"/>.</summary>
/// <remarks>
/// A short record never changes. To add a posting to its key, a copy with the new posting, and without those of tombstoned subscriptions,
/// is appended and takes over the table slot. In front of the copy is a link to the record it replaces, for readers of earlier snapshots. A
/// record longer than <see cref="Thresholds.MaxCopiedWords"/> stays, and its key gets a <see cref="PostingChunk"/>, into which postings are
/// written in place. So the cost of an addition does not depend on how many postings the key has, and a key has few records, as each chunk
/// is twice as large as the one before.
/// </remarks>
internal sealed class GrowingRecords
{
    private readonly SegmentBuilder _builder;
    private readonly KeyHasher _hasher;
    private readonly GrowingTables _tables;
    private readonly List<PathList> _lists = [];
    private readonly int[] _kept = new int[Thresholds.MaxCopiedWords];
    private readonly List<int> _posting = [];

    /// <summary>The keys that have chunks, by template and hash. Of two keys with the same hash only one is found here.</summary>
    private readonly Dictionary<(int Template, ulong Hash), HotKey> _hot = [];

    /// <summary>The words that the keys of the builder need in any case. Chunks leave them free.</summary>
    private long _needed;

    /// <summary>Creates empty records.</summary>
    public GrowingRecords(SegmentBuilder builder, KeyHasher hasher)
    {
        (_builder, _hasher, _tables) = (builder, hasher, new GrowingTables());
        Words = new int[Thresholds.SmallestRecordWords];
    }

    /// <summary>Continues the records of a segment that has spare capacity.</summary>
    public GrowingRecords(SegmentBuilder builder, KeyHasher hasher, Segment segment, Template[] templates)
    {
        (_builder, _hasher, _tables) = (builder, hasher, new GrowingTables(segment.Tables, templates));
        (Words, End, HasSplitKeys) = (segment.Records, segment.RecordEnd, segment.HasSplitKeys);
        _lists.AddRange(segment.Lists);
        Lists = segment.Lists;
    }

    public HashSlots[] Tables => _tables.All;

    /// <summary>Gets the first records of appended keys, see <see cref="Segment.AppendedKeys"/>.</summary>
    public int[][] AppendedKeys => _tables.AppendedKeys;

    /// <summary>Gets the lists of postings by number. A change makes a new array.</summary>
    public PathList[] Lists { get; private set; } = [];

    public int[] Words { get; private set; }

    /// <summary>Gets where the records end.</summary>
    public int End { get; private set; }

    /// <summary>Gets a value indicating whether some key has several records.</summary>
    public bool HasSplitKeys { get; private set; }

    /// <summary>Gets how much the records appended so far add to the size of the segment.</summary>
    public SegmentSize Added { get; private set; }

    /// <summary>Gets a value indicating whether the words or a table run out of capacity.</summary>
    public bool IsRunningOut => Words.Length - End < Words.Length / Thresholds.RunningOutShare || _tables.IsRunningOut;

    private Span<BuiltKey> Keys => CollectionsMarshal.AsSpan(_builder.Draft.Keys);

    /// <summary>Prefetches the table buckets of keys that are appended soon.</summary>
    public void PrefetchTables(ReadOnlySpan<Entry> entries, ReadOnlySpan<ulong> hashes) => _tables.Prefetch(entries, hashes);

    /// <summary>Prefetches the records of keys that are appended soon.</summary>
    public void PrefetchRecords(ReadOnlySpan<Entry> entries, ReadOnlySpan<ulong> hashes) => _tables.PrefetchRecords(entries, hashes, Words);

    /// <summary>Removes the tables of unused templates.</summary>
    public void Remove(Template[] templates)
    {
        _tables.Remove(templates);
        foreach ((int Template, ulong Hash) key in _hot.Keys.Where(key => templates[key.Template].IsUnused))
        {
            _hot.Remove(key);
        }
    }

    /// <summary>Whether the tables have capacity for the keys of the builder, if all of them were new.</summary>
    /// <param name="subscriptions">The number of subscriptions so far.</param>
    public bool HasTableCapacity(int subscriptions) => _tables.HasCapacity(Keys, subscriptions);

    /// <summary>Whether there are enough words for the keys of the builder in any case.</summary>
    public bool HasWordCapacity() => WordsNeeded() <= Words.Length;

    /// <summary>Makes new arrays, at least with capacity for the keys of the builder. Readers keep the old ones.</summary>
    public void Reallocate(SpareCapacity capacity)
    {
        int[] words = new int[capacity.WordsOf(End, WordsNeeded())];
        Words.AsSpan(0, End).CopyTo(words);
        _tables.Reallocate(capacity, words, _builder.Draft.Values, _hasher);
        Words = words;
    }

    /// <summary>Appends the keys of the builder. The tables must have capacity.</summary>
    /// <param name="tombstones">The tombstones of the segment; null if none.</param>
    /// <returns>
    /// Whether there were enough words. If not, the segment takes nothing more, and readers see nothing of the failed attempt.
    /// </returns>
    public bool TryAppend(Tombstones? tombstones)
    {
        _needed = WordsNeeded() - End - RecordFormat.Padding;
        for (int i = 0; i < _builder.Draft.Keys.Count; i++)
        {
            BuiltKey key = Keys[i];
            HotKey? hot = _hot.TryGetValue((key.Template, key.Hash), out HotKey? known) && IsOf(known.Record, key) ? known : null;
            if (!(hot is null ? TryAppend(key, tombstones) : TryAppend(key, hot)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Appends a record with the postings of a key, or makes the key a hot one.</summary>
    private bool TryAppend(BuiltKey key, Tombstones? tombstones)
    {
        (int slot, int known) = Find(key);
        int knownWords = known < 0 ? 0 : SizeOf(known, key.ValueCount);
        PathList? list = known >= 0 && RecordFormat.HasList(Words[known + key.ValueCount])
            ? _lists[RecordFormat.ListOf(Words.AsSpan(known + key.ValueCount))]
            : null;
        if (knownWords > Thresholds.MaxCopiedWords || list is not null)
        {
            var hot = new HotKey(known, knownWords) { List = list };
            _hot.TryAdd((key.Template, key.Hash), hot);
            return TryAppend(key, hot);
        }

        KeptPostings kept = default;
        if (known >= 0)
        {
            // Equal values may have several places. The copy keeps those of the record it replaces.
            Words.AsSpan(known, key.ValueCount).CopyTo(_builder.Draft.ValuesOf(key));
            kept = new KeptPostings(Words.AsSpan(known + key.ValueCount), tombstones, _kept);
            key = key.With(kept);
        }

        int size = key.RecordWords;
        int record = End + RecordFormat.LinkSize;
        if (record + (long)size + RecordFormat.Padding > Words.Length)
        {
            return false;
        }

        RecordFormat.WriteLink(Words, record, known);
        new SegmentWriter(_builder.Draft).Write(key, kept, Words.AsSpan(record, size));
        End = record + size;
        Added += new SegmentSize(known < 0 ? 1 : 0, known < 0 ? key.ValueCount : 0, 0, 0, 0, knownWords + RecordFormat.LinkSize);
        if (known >= 0)
        {
            Tables[key.Template].Replace(slot, key.Hash, record);
        }
        else
        {
            _tables.Add(key, record, isNew: true);
        }

        return true;
    }

    /// <summary>Adds the postings of a hot key to its chunks.</summary>
    private bool TryAppend(in BuiltKey key, HotKey hot)
    {
        ReadOnlySpan<BuiltPosting> postings = CollectionsMarshal.AsSpan(_builder.Draft.Postings);
        for (int i = key.LastPosting; i >= 0; i = postings[i].Previous)
        {
            PostingKind kind = _builder.Draft.WordsOf(postings[i], _posting);
            ReadOnlySpan<int> words = CollectionsMarshal.AsSpan(_posting);
            if (kind == PostingKind.Others && (hot.List is not null || ++hot.Others > Thresholds.MaxCheckedPostings))
            {
                if (hot.List is null && !TryAddList(key, hot))
                {
                    return false;
                }

                hot.List!.Add(words[0], words[1..], _builder.Draft.Values.Bytes);
                continue;
            }

            if (hot.Chunks[(int)kind]?.TryAdd(Words, words) == true)
            {
                continue;
            }

            if (!TryAddChunk(key, hot, kind) || !hot.Chunks[(int)kind]!.TryAdd(Words, words))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives a key a record with a list, which takes all further postings with conditions.</summary>
    private bool TryAddList(in BuiltKey key, HotKey hot)
    {
        int size = key.ValueCount + RecordFormat.ListHeadSize;
        if (size > Words.Length - End - RecordFormat.LinkSize - RecordFormat.Padding)
        {
            return false;
        }

        hot.List = new PathList(_hasher.Empty);
        _lists.Add(hot.List);
        Lists = [.. _lists];
        int record = End + RecordFormat.LinkSize;
        RecordFormat.WriteLink(Words, record, RecordFormat.NoRecord);
        Words.AsSpan(hot.Record, key.ValueCount).CopyTo(Words.AsSpan(record));
        RecordFormat.WriteListHead(Words.AsSpan(record + key.ValueCount), _lists.Count - 1);
        End = record + size;
        HasSplitKeys = true;
        _tables.Add(key, record, isNew: false);
        return true;
    }

    /// <summary>
    /// Gives a key a chunk that is twice as large as the one before, or smaller when that would leave too few words for other keys.
    /// </summary>
    private bool TryAddChunk(in BuiltKey key, HotKey hot, PostingKind kind)
    {
        int free = Words.Length - End - RecordFormat.LinkSize - RecordFormat.Padding;
        int wanted = hot.Chunks[(int)kind]?.Capacity * 2 ?? hot.Words / Thresholds.WordsPerFirstChunkWord;
        int most = (int)Math.Max(0, (free - _needed) / Thresholds.FreeWordsPerChunkWord);
        int capacity = Math.Max(key.WordsOf(kind), Math.Max(Thresholds.MinChunkWords, Math.Min(wanted, most)));
        int size = PostingChunk.SizeOf(key.ValueCount, kind, capacity);
        if (size > free)
        {
            return false;
        }

        int record = End + RecordFormat.LinkSize;
        RecordFormat.WriteLink(Words, record, RecordFormat.NoRecord);
        Words.AsSpan(hot.Record, key.ValueCount).CopyTo(Words.AsSpan(record));
        var chunk = new PostingChunk(record + key.ValueCount, kind, capacity);
        chunk.WriteHead(Words);
        End = record + size;
        hot.Chunks[(int)kind] = chunk;
        HasSplitKeys = true;
        _tables.Add(key, record, isNew: false);
        return true;
    }

    private long WordsNeeded()
    {
        long words = End + (long)RecordFormat.Padding;
        foreach (ref readonly BuiltKey key in Keys)
        {
            int chunk = RecordFormat.LinkSize + PostingChunk.SizeOf(key.ValueCount, PostingKind.Others, Thresholds.MinChunkWords);
            words += RecordFormat.LinkSize + Thresholds.MaxCopiedWords + key.RecordWords + (key.Kinds * chunk);
        }

        return words;
    }

    /// <summary>Finds a record of a key.</summary>
    /// <returns>Its table slot and its place; both -1 when there is none.</returns>
    private (int Slot, int Record) Find(in BuiltKey key)
    {
        HashSlots.Candidates candidates = Tables[key.Template].Of(key.Hash);
        while (candidates.MoveNext())
        {
            if (IsOf(candidates.Current, key))
            {
                return (candidates.Slot, candidates.Current);
            }
        }

        return (-1, -1);
    }

    /// <summary>
    /// Whether a record is of a key. Values with the same bytes at another place are from then on known by the record's place.
    /// </summary>
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

            _builder.Values.Replace(value, known);
        }

        return true;
    }

    private int SizeOf(int record, int values) => new PostingReader(Words.AsSpan(record + values), int.MaxValue).Size;
}
