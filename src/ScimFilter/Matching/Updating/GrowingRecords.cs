using System.Runtime.InteropServices;
using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>The records of a segment that grows, and the tables that lead to them. See <see cref="GrowingSegment{TKey}"/>.</summary>
/// <remarks>
/// A short record does not change. To add to its key, a copy of it is appended, with the new postings and without those of tombstoned
/// subscriptions, and takes its slot in the table. Before the copy stands the place of what it replaced, for readers of earlier snapshots.
/// A longer record stays as it is, and its key gets a <see cref="PostingChunk"/> to which postings are added in place: so the words that an
/// addition takes do not depend on how many postings its key has, and a key has few records, as each chunk doubles the size of the last one.
/// </remarks>
internal sealed class GrowingRecords
{
    /// <summary>A record of more words is not copied; further postings of its key go to chunks.</summary>
    public const int MostCopied = 12;

    /// <summary>The fewest words of a chunk.</summary>
    public const int LeastChunk = 8;

    /// <summary>The first chunk of a key has a word for so many words of its record.</summary>
    private const int FirstChunkShare = 4;

    /// <summary>A chunk takes this part at most of the words that the keys at hand can do without.</summary>
    private const int MostOfFree = 8;

    /// <summary>The part of the room that is left when it is time for more.</summary>
    private const int RunningOut = 6;

    private const int SmallestWords = 256;

    private readonly SegmentBuilder _builder;
    private readonly KeyHasher _hasher;
    private readonly GrowingTables _tables;
    private readonly int[] _kept = new int[MostCopied];

    private readonly List<int> _posting = [];

    /// <summary>The words that the keys at hand need in any case, so that no chunk takes them from another key.</summary>
    private long _needed;

    /// <summary>The keys that have chunks, by template and hash. Should two keys have one hash, only one of them is found here.</summary>
    private readonly Dictionary<(int Template, ulong Hash), HotKey> _hot = [];

    public GrowingRecords(SegmentBuilder builder, KeyHasher hasher)
    {
        (_builder, _hasher, _tables) = (builder, hasher, new GrowingTables());
        Words = new int[SmallestWords];
    }

    /// <summary>Goes on with the records of a segment in which room was left.</summary>
    public GrowingRecords(SegmentBuilder builder, KeyHasher hasher, Segment segment, Template[] templates)
    {
        (_builder, _hasher, _tables) = (builder, hasher, new GrowingTables(segment.Tables, templates));
        (Words, End, HasSplitKeys) = (segment.Records, segment.RecordEnd, segment.HasSplitKeys);
    }

    public HashSlots[] Tables => _tables.All;

    /// <summary>Gets what <see cref="Segment.LaterKeys"/> is.</summary>
    public int[][] LaterKeys => _tables.LaterKeys;

    public int[] Words { get; private set; }

    /// <summary>Gets where the records end.</summary>
    public int End { get; private set; }

    /// <summary>Gets a value indicating whether some key has several records.</summary>
    public bool HasSplitKeys { get; private set; }

    /// <summary>Gets how much was added of what a merge of these records will hold.</summary>
    public BuilderSize Added { get; private set; }

    /// <summary>Gets a value indicating whether the room will soon be used up.</summary>
    public bool IsRunningOut => Words.Length - End < Words.Length / RunningOut || _tables.IsRunningOut;

    private Span<BuiltKey> Keys => CollectionsMarshal.AsSpan(_builder.Draft.Keys);

    /// <summary>Asks for the memory that tells what is there of some keys.</summary>
    /// <param name="entries">The entries to be appended soon.</param>
    /// <param name="hashes">The hashes of their keys.</param>
    public void AskTables(ReadOnlySpan<Entry> entries, ReadOnlySpan<ulong> hashes) => _tables.Ask(entries, hashes);

    /// <summary>Asks for the memory of the records of some keys.</summary>
    /// <param name="entries">The entries to be appended soon.</param>
    /// <param name="hashes">The hashes of their keys.</param>
    public void Ask(ReadOnlySpan<Entry> entries, ReadOnlySpan<ulong> hashes) => _tables.AskRecords(entries, hashes, Words);

    /// <summary>Takes out the tables of unused templates.</summary>
    public void Remove(Template[] templates)
    {
        _tables.Remove(templates);
        foreach ((int Template, ulong Hash) key in _hot.Keys.Where(key => templates[key.Template].IsUnused))
        {
            _hot.Remove(key);
        }
    }

    /// <summary>Whether the tables have room for the keys of the builder, whatever they have already.</summary>
    /// <param name="subscriptions">The number of subscriptions so far.</param>
    public bool HasTables(int subscriptions) => _tables.HaveRoom(Keys, subscriptions);

    /// <summary>Whether there is room for the records of the builder's keys in any case.</summary>
    public bool HasWords() => WordsNeeded() <= Words.Length;

    /// <summary>Makes room, at least for the keys of the builder, in arrays of which readers know nothing.</summary>
    public void Enlarge(SpareRoom room)
    {
        int[] words = new int[room.WordsOf(End, WordsNeeded())];
        Words.AsSpan(0, End).CopyTo(words);
        _tables.Enlarge(room, words, _builder.Draft.Values, _hasher);
        Words = words;
    }

    /// <summary>Appends the keys of the builder. The tables must have room.</summary>
    /// <param name="deletions">The tombstoned subscriptions of the segment.</param>
    /// <returns>Whether there was room; if not, nothing more can be appended, and readers see nothing of it.</returns>
    public bool TryAppend(Deletions? deletions)
    {
        _needed = WordsNeeded() - End - PostingFormat.Padding;
        for (int i = 0; i < _builder.Draft.Keys.Count; i++)
        {
            BuiltKey key = Keys[i];
            HotKey? hot = _hot.TryGetValue((key.Template, key.Hash), out HotKey? known) && IsOf(known.Record, key) ? known : null;
            if (!(hot is null ? TryAppend(key, deletions) : TryAppend(key, hot)))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryAppend(BuiltKey key, Deletions? deletions)
    {
        (int slot, int known) = Find(key);
        int knownWords = known < 0 ? 0 : SizeOf(known, key.ValueCount);
        if (knownWords > MostCopied)
        {
            var hot = new HotKey(known, knownWords);
            _hot.TryAdd((key.Template, key.Hash), hot);
            return TryAppend(key, hot);
        }

        KeptPostings kept = default;
        if (known >= 0)
        {
            // One value may have several places; a record keeps those it had.
            Words.AsSpan(known, key.ValueCount).CopyTo(_builder.Draft.ValuesOf(key));
            kept = new KeptPostings(Words.AsSpan(known + key.ValueCount), deletions, _kept);
            key = key.With(kept);
        }

        int size = key.RecordWords;
        int record = End + 1;
        if (record + (long)size + PostingFormat.Padding > Words.Length)
        {
            return false;
        }

        Words[End] = known;
        new SegmentWriter(_builder.Draft).Write(key, kept, Words.AsSpan(record, size));
        End = record + size;
        Added += new BuilderSize(known < 0 ? 1 : 0, known < 0 ? key.ValueCount : 0, 0, 0, 0, knownWords + 1);
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

    /// <summary>Appends the postings of a key to its chunks.</summary>
    private bool TryAppend(in BuiltKey key, HotKey hot)
    {
        ReadOnlySpan<BuiltPosting> postings = CollectionsMarshal.AsSpan(_builder.Draft.Postings);
        for (int i = key.LastPosting; i >= 0; i = postings[i].Previous)
        {
            PostingKind kind = _builder.Draft.WordsOf(postings[i], _posting);
            ReadOnlySpan<int> words = CollectionsMarshal.AsSpan(_posting);
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

    /// <summary>Gives a key a chunk that is twice as large as the one before, as long as that leaves room for other keys.</summary>
    private bool TryAddChunk(in BuiltKey key, HotKey hot, PostingKind kind)
    {
        int free = Words.Length - End - 1 - PostingFormat.Padding;
        int wanted = hot.Chunks[(int)kind]?.Capacity * 2 ?? hot.Words / FirstChunkShare;
        int most = (int)Math.Max(0, (free - _needed) / MostOfFree);
        int capacity = Math.Max(key.WordsOf(kind), Math.Max(LeastChunk, Math.Min(wanted, most)));
        int size = PostingChunk.SizeOf(key.ValueCount, kind, capacity);
        if (size > free)
        {
            return false;
        }

        int record = End + 1;
        Words[End] = -1;
        Words.AsSpan(hot.Record, key.ValueCount).CopyTo(Words.AsSpan(record));
        var chunk = new PostingChunk(record + key.ValueCount, kind, capacity);
        chunk.Begin(Words);
        End = record + size;
        hot.Chunks[(int)kind] = chunk;
        HasSplitKeys = true;
        _tables.Add(key, record, isNew: false);
        return true;
    }

    private long WordsNeeded()
    {
        long words = End + (long)PostingFormat.Padding;
        foreach (ref readonly BuiltKey key in Keys)
        {
            words += 1 + MostCopied + key.RecordWords + (key.Kinds * (1 + PostingChunk.SizeOf(key.ValueCount, PostingKind.Others, LeastChunk)));
        }

        return words;
    }

    /// <summary>Finds a record of a key.</summary>
    /// <returns>Its slot and its place, which is -1 when there is none.</returns>
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
            _builder.Values.Join(value, known);
        }

        return true;
    }

    private int SizeOf(int record, int values) => new PostingReader(Words.AsSpan(record + values), int.MaxValue).Size;

    /// <summary>A key whose postings are added to chunks.</summary>
    /// <param name="record">A record that has its values.</param>
    /// <param name="words">The number of words of that record's postings.</param>
    private sealed class HotKey(int record, int words)
    {
        public int Record => record;

        public int Words => words;

        /// <summary>Gets the newest chunk of each <see cref="PostingKind"/>.</summary>
        public PostingChunk?[] Chunks { get; } = new PostingChunk?[4];
    }
}
