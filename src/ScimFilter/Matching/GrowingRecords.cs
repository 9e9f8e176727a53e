using System.Runtime.InteropServices;

namespace ScimFilter.Matching;

/// <summary>The records of a segment that grows, and the tables that lead to them. See <see cref="GrowingSegment{TKey}"/>.</summary>
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

    private const int SmallestWords = 256;

    private readonly SegmentBuilder _builder;
    private readonly KeyHasher _hasher;
    private readonly GrowingTables _tables;
    private readonly int[] _kept = new int[MostCopied];

    /// <summary>By template and hash of a key that has several records: the one to which is added, and its slot.</summary>
    private readonly Dictionary<(int Template, ulong Hash), (int Slot, int Record)> _open = [];

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
        _open.Clear();
        Words = words;
    }

    /// <summary>Appends the keys of the builder. The tables must have room.</summary>
    /// <param name="deletions">The subscriptions of the segment that are no more.</param>
    /// <returns>Whether there was room; if not, nothing more can be appended, and those who read see nothing of it.</returns>
    public bool TryAppend(Deletions? deletions)
    {
        var writer = new SegmentWriter(_builder.Draft);
        for (int i = 0; i < _builder.Draft.Keys.Count; i++)
        {
            BuiltKey key = Keys[i];
            (int slot, int known) = Find(key, out bool isSeveral);
            bool isCopied = known >= 0 && SizeOf(known, key.ValueCount) <= MostCopied;
            KeptPostings kept = default;
            if (isCopied)
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

            Words[End] = isCopied ? known : -1;
            writer.Write(key, kept, Words.AsSpan(record, size));
            End = record + size;
            if (isCopied)
            {
                Tables[key.Template].Replace(slot, key.Hash, record);
            }
            else
            {
                slot = _tables.Add(key, record, isNew: known < 0);
            }

            if (isSeveral || (known >= 0 && !isCopied))
            {
                HasSplitKeys = true;
                _open[(key.Template, key.Hash)] = (slot, record);
            }
        }

        return true;
    }

    private long WordsNeeded()
    {
        long words = End + (long)PostingFormat.Padding;
        foreach (ref readonly BuiltKey key in Keys)
        {
            words += 1 + MostCopied + key.RecordWords;
        }

        return words;
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
            _builder.Values.Join(value, known);
        }

        return true;
    }

    private int SizeOf(int record, int values) => new PostingReader(Words.AsSpan(record + values)).Size;
}
