namespace ScimFilter.Matching;

/// <summary>Finds the subscriptions of one segment that an event matches.</summary>
/// <remarks>
/// First all tables are looked into, then all records are compared, then postings are read: loads of one step do not wait for
/// each other, and each would cost a hundred nanoseconds when it comes from memory.
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
        context.Records.Clear();
        context.TypePlace = context.HasEventType ? _segment.FindType(context.EventType, context.EventTypeHash) : int.MinValue;
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

        foreach (int template in context.Probes.Exhausted)
        {
            if (template < tables.Length)
            {
                foreach (int record in tables[template].Numbers())
                {
                    context.Records.Add((template, record));
                }
            }
        }
    }

    /// <summary>The second step: finds what may be the event's keys.</summary>
    public void FindRecords(MatchContext context)
    {
        foreach (ref Probe probe in context.Probes.All)
        {
            while (probe.Slot != 0)
            {
                if (HashSlots.HasTag(probe.Slot, probe.Hash))
                {
                    context.Records.Add((probe.Template, HashSlots.NumberIn(probe.Slot)));
                }

                ref HashSlots table = ref _segment.Tables[probe.Template];
                probe.Place = table.Next(probe.Place);
                probe.Slot = table.At(probe.Place);
            }
        }
    }

    /// <summary>The last step: compares the keys, and reads who asks for them.</summary>
    public void ReadRecords(MatchContext context)
    {
        context.Repeats.Begin();
        foreach ((int template, int record) in context.Records)
        {
            ReadRecord(context, templates[template].Attributes, record);
        }

        context.SegmentEnds.Add(context.HitCount);
    }

    /// <summary>Compares the key byte by byte, as a hash is no proof, and reads the postings of the event's type.</summary>
    private void ReadRecord(MatchContext context, int[] attributes, int record)
    {
        int[] words = _segment.Words;
        foreach (int attribute in attributes)
        {
            if (!context.Keys.Has(attribute, ValueArena.Get(_segment.Arena, words[record++])))
            {
                return;
            }
        }

        int head = words[record++];
        if (head < 0)
        {
            int types = ~head;
            foreach (int type in words.AsSpan(record, types))
            {
                if (type == PostingFormat.AnyType || type == context.TypePlace)
                {
                    int posting = record + types;
                    ReadPostings(context, posting, posting + 1 + (words[posting] & PostingFormat.HasResidual));
                    return;
                }
            }

            return;
        }

        ReadGroups(context, record, head);
    }

    private void ReadGroups(MatchContext context, int record, int count)
    {
        ReadOnlySpan<int> groups = _segment.Words.AsSpan(record, count * PostingFormat.GroupSize);
        int postings = record + groups.Length;
        if (groups[0] == PostingFormat.AnyType)
        {
            ReadPostings(context, postings, postings + groups[1]);
        }

        int type = context.TypePlace;
        int low = 0;
        int high = count - 1;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            (low, high) = groups[middle * PostingFormat.GroupSize] < type ? (middle + 1, high) : (low, middle);
        }

        if (groups[low * PostingFormat.GroupSize] == type)
        {
            int start = low == 0 ? 0 : groups[((low - 1) * PostingFormat.GroupSize) + 1];
            ReadPostings(context, postings + start, postings + groups[(low * PostingFormat.GroupSize) + 1]);
        }
    }

    private void ReadPostings(MatchContext context, int start, int end)
    {
        ReadOnlySpan<int> postings = _segment.Words.AsSpan(start, end - start);
        Span<int> hits = context.Reserve(postings.Length);
        bool hasSeveral = context.Keys.HasSeveral;
        int count = 0;
        for (int i = 0; i < postings.Length; i++)
        {
            int posting = postings[i];
            int subscription = posting >> PostingFormat.FlagBits;
            if ((posting & (PostingFormat.HasResidual | PostingFormat.IsRepeatable)) != 0 || hasSeveral)
            {
                bool holds = (posting & PostingFormat.HasResidual) == 0 || Holds(context, postings[++i]);
                bool repeats = holds && ((posting & PostingFormat.IsRepeatable) != 0 || hasSeveral) && !context.Repeats.Add(subscription);
                if (!holds || repeats)
                {
                    continue;
                }
            }

            hits[count] = subscription;
            count += _deletions?.Contains(subscription) == true ? 0 : 1;
        }

        context.Commit(count);
    }

    private bool Holds(MatchContext context, int residual)
    {
        context.ResidualChecks++;
        return residual >= 0 ? AllDiffer(context, residual) : _segment.Filters[~residual].Matches(context.Slots);
    }

    private bool AllDiffer(MatchContext context, int residual)
    {
        ReadOnlySpan<int> differences = _segment.Differences.AsSpan(residual + 1, 3 * _segment.Differences[residual]);
        for (int i = 0; i < differences.Length; i += 3)
        {
            if (context.Keys.MayHave(differences[i], differences[i + 1])
                && context.Keys.Has(differences[i], ValueArena.Get(_segment.Arena, differences[i + 2])))
            {
                return false;
            }
        }

        return true;
    }
}
