using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Matching;

/// <summary>Finds the subscriptions of one segment that an event matches.</summary>
/// <remarks>
/// First all tables are looked into, then all records are found, then postings are read: loads of one step do not wait for each
/// other, and each costs a hundred nanoseconds when it comes from memory.
/// </remarks>
internal readonly struct SegmentMatcher(SegmentView view, Template[] templates)
{
    private readonly Segment _segment = view.Segment;
    private readonly Deletions? _deletions = view.Deletions;

    /// <summary>Adds the hits to the context.</summary>
    public void Match(MatchContext context)
    {
        Probe(context);
        FindRecords(context);
        ReadRecords(context);
    }

    /// <summary>The first step: looks into the tables.</summary>
    public void Probe(MatchContext context)
    {
        HashSlots[] tables = _segment.Tables;
        foreach (ref Probe probe in context.Probes.All)
        {
            probe.Slot = 0;
            if (probe.Template < tables.Length && !tables[probe.Template].IsMissing)
            {
                ref HashSlots table = ref tables[probe.Template];
                probe.Place = table.PlaceOf(probe.Hash);
                probe.Slot = table.At(probe.Place);
            }
        }
    }

    /// <summary>The second step: finds what may be the event's keys.</summary>
    public void FindRecords(MatchContext context)
    {
        List<FoundRecord> records = context.Records;
        records.Clear();
        foreach (ref Probe probe in context.Probes.All)
        {
            while (probe.Slot != 0)
            {
                if (HashSlots.HasTag(probe.Slot, probe.Hash))
                {
                    // The word is not needed yet; it is asked for so that it is there when it is.
                    int record = HashSlots.NumberIn(probe.Slot);
                    records.Add(new FoundRecord(probe.Template, record, _segment.Records[record]));
                }

                ref HashSlots table = ref _segment.Tables[probe.Template];
                probe.Place = table.Next(probe.Place);
                probe.Slot = table.At(probe.Place);
            }
        }

        foreach (int template in context.Probes.Exhausted)
        {
            if (template < _segment.Tables.Length)
            {
                foreach (int record in _segment.Tables[template].Numbers())
                {
                    records.Add(new FoundRecord(template, record, _segment.Records[record]));
                }
            }
        }
    }

    /// <summary>The last step: compares the keys byte by byte, as a hash is no proof, and reads who asks for them.</summary>
    public void ReadRecords(MatchContext context)
    {
        context.Repeats.Begin();
        foreach (ref readonly FoundRecord found in CollectionsMarshal.AsSpan(context.Records))
        {
            int[] attributes = templates[found.Template].Attributes;
            if (HasKey(context.Keys, attributes, found.Record))
            {
                ReadPostings(context, found.Record + attributes.Length);
            }
        }

        context.SegmentEnds.Add(context.HitCount);
    }

    private bool HasKey(EventKeys keys, int[] attributes, int record)
    {
        int[] records = _segment.Records;
        foreach (int attribute in attributes)
        {
            if (!keys.Has(attribute, ValueArena.Get(_segment.Arena, records[record++])))
            {
                return false;
            }
        }

        return true;
    }

    private void ReadPostings(MatchContext context, int place)
    {
        ref int head = ref _segment.Records[place];
        int single = ~head;
        ReadOnlySpan<int> postings = head < 0
            ? new ReadOnlySpan<int>(in single)
            : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref head, 1), head);
        Span<int> hits = context.Reserve(postings.Length);
        int unusual = PostingFormat.HasConditions | (context.Keys.HasSeveral ? -1 : PostingFormat.IsRepeatable);
        int count = 0;
        for (int i = 0; i < postings.Length; i++)
        {
            int posting = postings[i];
            hits[count] = posting >> PostingFormat.FlagBits;
            if ((posting & unusual) == 0 && _deletions is null)
            {
                count++;
            }
            else
            {
                count += IsHit(context, postings, ref i) ? 1 : 0;
            }
        }

        context.Commit(count);
    }

    private bool IsHit(MatchContext context, ReadOnlySpan<int> postings, ref int i)
    {
        int posting = postings[i];
        int subscription = posting >> PostingFormat.FlagBits;
        bool hasConditions = (posting & PostingFormat.HasConditions) != 0;
        i += hasConditions ? 1 : 0;
        bool repeats = (posting & PostingFormat.IsRepeatable) != 0 || context.Keys.HasSeveral;
        return _deletions?.Contains(subscription) != true
            && (!hasConditions || Hold(context, postings[i]))
            && (!repeats || context.Repeats.Add(subscription));
    }

    private bool Hold(MatchContext context, int place)
    {
        context.ResidualChecks++;
        int[] words = _segment.Conditions;
        int types = words[place++];
        if (types > 0 && !HasType(context.Keys, words.AsSpan(place, types * PostingFormat.TypeSize)))
        {
            return false;
        }

        place += types * PostingFormat.TypeSize;
        int end = place + 1 + (words[place] * PostingFormat.DifferenceSize);
        for (int i = place + 1; i < end; i += PostingFormat.DifferenceSize)
        {
            if (Has(context.Keys, words[i], words[i + 1], words[i + 2]))
            {
                return false;
            }
        }

        return words[end] == PostingFormat.NoFilter || _segment.Filters[words[end]].Matches(context.Slots);
    }

    private bool HasType(EventKeys keys, ReadOnlySpan<int> types)
    {
        for (int i = 0; i < types.Length; i += PostingFormat.TypeSize)
        {
            if (Has(keys, KeyAttribute.EventType, types[i], types[i + 1]))
            {
                return true;
            }
        }

        return false;
    }

    private bool Has(EventKeys keys, int attribute, int half, int value) =>
        keys.MayHave(attribute, half) && keys.Has(attribute, ValueArena.Get(_segment.Arena, value));
}
