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
        Ask(context);
        FindRecords(context);
        AskForValues(context);
        ReadRecords(context);
    }

    /// <summary>The first step: asks for the buckets that the event's keys would be in.</summary>
    public void Ask(MatchContext context)
    {
        HashSlots[] tables = _segment.Tables;
        foreach (ref Probe probe in context.Probes.All)
        {
            probe.Bucket = -1;
            if (probe.Template < tables.Length && !tables[probe.Template].IsMissing)
            {
                ref HashSlots table = ref tables[probe.Template];
                probe.Bucket = table.BucketOf(probe.Hash);
                table.Ask(probe.Bucket);
            }
        }
    }

    /// <summary>The second step: finds the records that may be of the event's keys, and asks for them.</summary>
    public void FindRecords(MatchContext context)
    {
        HashSlots[] tables = _segment.Tables;
        FoundRecords records = context.Records;
        records.Clear();
        foreach (ref Probe probe in context.Probes.All)
        {
            if (probe.Bucket < 0)
            {
                continue;
            }

            ref HashSlots table = ref tables[probe.Template];
            uint slots = table.Find(probe.Bucket, probe.Hash, out bool isFull);
            int record = table.NumberAt(probe.Bucket, (int)uint.TrailingZeroCount(slots | (1U << (HashSlots.BucketSize - 1))));

            // Whether there is a record is a coin toss, so it is counted without asking.
            records.AddIf(slots != 0, probe.Template, record);
            Prefetch.Line(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_segment.Records), Math.Max(record, 0)));
            if (isFull || (slots & (slots - 1)) != 0)
            {
                FindMore(records, ref probe, slots & (slots - 1), isFull);
            }
        }

        if (context.Probes.Exhausted.Count > 0)
        {
            AddAll(records, context.Probes.Exhausted);
        }
    }

    /// <summary>The third step: asks for the values of those records.</summary>
    public void AskForValues(MatchContext context)
    {
        foreach (ref readonly FoundRecord found in context.Records.All)
        {
            foreach (int value in _segment.Records.AsSpan(found.Record, templates[found.Template].Attributes.Length))
            {
                Prefetch.Line(ref _segment.Arena[value]);
            }
        }
    }

    /// <summary>The last step: reads who asks for the keys.</summary>
    /// <remarks>
    /// A hash is no proof, so the values are compared byte by byte: behind the postings, as the bytes come last from memory. In the
    /// one case in billions that a key is another one, everything is read once more, and compared before.
    /// </remarks>
    public void ReadRecords(MatchContext context)
    {
        int before = context.Hits.Count;
        context.Candidates.Truncate(0);
        context.Keys.BeginSegment();
        ReadOnlySpan<FoundRecord> records = context.Records.All;
        foreach (ref readonly FoundRecord found in records)
        {
            ReadPostings(context, found.Record + templates[found.Template].Attributes.Length);
        }

        bool areKeys = true;
        foreach (ref readonly FoundRecord found in records)
        {
            areKeys &= HasKey(context.Keys, templates[found.Template].Attributes, found.Record);
        }

        if (!areKeys)
        {
            ReadCarefully(context, before);
        }

        Conclude(context, before);
        context.SegmentEnds.Add(context.Hits.Count);
    }

    private void FindMore(FoundRecords records, ref Probe probe, uint slots, bool isFull)
    {
        ref HashSlots table = ref _segment.Tables[probe.Template];
        while (true)
        {
            for (; slots != 0; slots &= slots - 1)
            {
                records.AddIf(true, probe.Template, table.NumberAt(probe.Bucket, (int)uint.TrailingZeroCount(slots)));
            }

            if (!isFull)
            {
                return;
            }

            probe.Bucket = table.Next(probe.Bucket);
            slots = table.Find(probe.Bucket, probe.Hash, out isFull);
        }
    }

    private void AddAll(FoundRecords records, List<int> exhausted)
    {
        foreach (int template in exhausted)
        {
            if (template < _segment.Tables.Length)
            {
                foreach (int record in _segment.Tables[template].Numbers())
                {
                    records.AddIf(true, template, record);
                }
            }
        }
    }

    private void ReadCarefully(MatchContext context, int before)
    {
        context.Hits.Truncate(before);
        context.Candidates.Truncate(0);
        foreach (ref readonly FoundRecord found in context.Records.All)
        {
            int[] attributes = templates[found.Template].Attributes;
            if (HasKey(context.Keys, attributes, found.Record))
            {
                ReadPostings(context, found.Record + attributes.Length);
            }
        }
    }

    /// <summary>Leaves out what is found twice, or deleted.</summary>
    private void Conclude(MatchContext context, int before)
    {
        NumberList hits = context.Hits;
        NumberList candidates = context.Candidates;
        if (context.Keys.HasSeveral && hits.Count > before)
        {
            // An attribute with several values can lead to one subscription in several ways, whatever it asks for.
            candidates.Add(ref hits[before], hits.Count - before);
            hits.Truncate(before);
        }

        if (candidates.Count > 0)
        {
            RepeatSet repeats = context.Repeats;
            repeats.Begin();
            foreach (int candidate in candidates.All)
            {
                hits.AddIf(repeats.Add(candidate), candidate);
            }
        }

        if (_deletions is not null)
        {
            int count = hits.Count;
            hits.Truncate(before);
            for (int i = before; i < count; i++)
            {
                hits.AddIf(!_deletions.Contains(hits[i]), hits[i]);
            }
        }
    }

    private bool HasKey(EventKeys keys, int[] attributes, int record)
    {
        ref int value = ref _segment.Records[record];
        foreach (int attribute in attributes)
        {
            if (!keys.Has(attribute, _segment.Arena, value))
            {
                return false;
            }

            value = ref Unsafe.Add(ref value, 1);
        }

        return true;
    }

    private void ReadPostings(MatchContext context, int place)
    {
        ref int words = ref _segment.Records[place];
        int head = words;
        if (head < 0)
        {
            context.Hits.AddIf(true, ~head);
            return;
        }

        int plain = Unsafe.Add(ref words, 1);
        int repeatable = Unsafe.Add(ref words, 2);
        context.Hits.Add(ref Unsafe.Add(ref words, PostingFormat.HeadSize), plain);
        context.Candidates.Add(ref Unsafe.Add(ref words, PostingFormat.HeadSize + plain), repeatable);
        int read = PostingFormat.HeadSize + plain + repeatable;
        if (read <= head)
        {
            AddConditional(context, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref words, read), head + 1 - read));
        }
    }

    private void AddConditional(MatchContext context, ReadOnlySpan<int> postings)
    {
        while (!postings.IsEmpty)
        {
            int posting = postings[0];
            bool holds;
            int size;
            if (postings[1] == 0 && postings[2] == PostingFormat.OneDifference)
            {
                size = 1 + PostingFormat.ConditionsHead + PostingFormat.DifferenceSize;
                holds = !Has(context.Keys, postings[3], postings[4], postings[5]);
            }
            else
            {
                size = 1 + PostingFormat.SizeOfConditions(postings[1], postings[2]);
                holds = Hold(context, postings[1..size]);
            }

            context.ResidualChecks++;
            ((posting & 1) != 0 ? context.Candidates : context.Hits).AddIf(holds, posting >> 1);
            postings = postings[size..];
        }
    }

    private bool Hold(MatchContext context, ReadOnlySpan<int> conditions)
    {
        int types = PostingFormat.ConditionsHead + (conditions[0] * PostingFormat.TypeSize);
        if (types > PostingFormat.ConditionsHead && !HasType(context.Keys, conditions[PostingFormat.ConditionsHead..types]))
        {
            return false;
        }

        int differences = types + ((conditions[1] >> 1) * PostingFormat.DifferenceSize);
        for (int i = types; i < differences; i += PostingFormat.DifferenceSize)
        {
            if (Has(context.Keys, conditions[i], conditions[i + 1], conditions[i + 2]))
            {
                return false;
            }
        }

        return differences == conditions.Length || _segment.Filters[conditions[differences]].Matches(context.Slots);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(EventKeys keys, int attribute, int half, int value) =>
        keys.MayHave(attribute, half) && keys.Has(attribute, _segment.Arena, value);
}
