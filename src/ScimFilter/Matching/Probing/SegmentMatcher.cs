using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Probing;

/// <summary>Finds the subscriptions of one segment that an event matches.</summary>
/// <remarks>
/// Works in five steps: prefetch buckets, find records, prefetch values, read postings, compare and conclude. Within a step no load depends
/// on another one, so that loads from main memory, about a hundred nanoseconds each, overlap.
/// </remarks>
internal readonly struct SegmentMatcher(SegmentView view, Template[] templates)
{
    private readonly Segment _segment = view.Segment;
    private readonly Tombstones? _tombstones = view.Tombstones;

    /// <summary>Gets what does the first three steps.</summary>
    public RecordFinder Records => new(_segment, templates);

    /// <summary>Does all steps: adds the subscriptions that match to the hits of the context.</summary>
    /// <param name="context">The event.</param>
    /// <param name="ids">The ids of the segment's subscriptions, which are prefetched for the caller.</param>
    public void Match<TId>(MatchContext context, TId[] ids)
    {
        RecordFinder records = new(_segment, templates);
        records.PrefetchBuckets(context);
        records.Find(context);
        if (context.Records.All.IsEmpty)
        {
            // The usual case in small segments.
            context.SegmentEnds.Add(context.Hits.Count);
            return;
        }

        records.PrefetchValues(context);
        ReadPostings(context, ids);
        Conclude(context);
    }

    /// <summary>
    /// Does all steps, but leaves residual filters pending, and duplicates and tombstoned subscriptions among the hits and candidates.
    /// </summary>
    /// <param name="context">The event.</param>
    /// <returns>Whether there may be hits, candidates or pending filters.</returns>
    public bool TryMatchConditions(MatchContext context)
    {
        RecordFinder records = new(_segment, templates);
        records.PrefetchBuckets(context);
        records.Find(context);
        if (context.Records.All.IsEmpty)
        {
            return false;
        }

        records.PrefetchValues(context);
        context.HitsBefore = context.Hits.Count;
        context.Values.BeginSegment();
        CheckPostings(context);
        if (!AreKeys(context))
        {
            LeaveOutOtherKeys(context);
            CheckPostings(context);
        }

        return true;
    }

    /// <summary>The fourth step: reads the postings of the records, and prefetches the ids of their subscriptions.</summary>
    public void ReadPostings<TId>(MatchContext context, TId[] ids)
    {
        context.HitsBefore = context.Hits.Count;
        context.Values.BeginSegment();
        ReadPostings(context);
        if (ids.Length > Thresholds.PrefetchedIds)
        {
            PrefetchIds(ids, context.Hits.All[context.HitsBefore..]);
            PrefetchIds(ids, context.Candidates.All);
        }
    }

    /// <summary>The last step: compares values, and removes duplicates and tombstoned subscriptions from the hits.</summary>
    /// <remarks>
    /// Equal hashes do not prove equal keys, so the values are compared byte by byte: last, as their bytes arrive last. In the one case in
    /// billions that a record is of another key, its postings are read again without that record.
    /// </remarks>
    public void Conclude(MatchContext context)
    {
        if (!AreKeys(context))
        {
            LeaveOutOtherKeys(context);
            ReadPostings(context);
        }

        RemoveExcess(context, context.HitsBefore);
        context.SegmentEnds.Add(context.Hits.Count);
    }

    private static void PrefetchIds<TId>(TId[] ids, ReadOnlySpan<int> subscriptions)
    {
        ref TId first = ref MemoryMarshal.GetArrayDataReference(ids);
        foreach (int subscription in subscriptions)
        {
            Prefetch.Line(ref Unsafe.As<TId, byte>(ref Unsafe.Add(ref first, subscription)));
        }
    }

    /// <summary>Whether the event has the values of all records.</summary>
    private bool AreKeys(MatchContext context)
    {
        bool areKeys = true;
        foreach (ref readonly FoundRecord found in context.Records.All)
        {
            areKeys &= HasKey(context.Values, templates[found.Template].Attributes, found.Record);
        }

        return areKeys;
    }

    /// <summary>Finds all records again, keeps only those whose values the event has, and drops what was read.</summary>
    private void LeaveOutOtherKeys(MatchContext context)
    {
        Records.FindAll(context);
        FoundRecord[] found = context.Records.All.ToArray();
        context.Records.Clear();
        foreach (FoundRecord record in found)
        {
            if (HasKey(context.Values, templates[record.Template].Attributes, record.Record))
            {
                context.Records.Add(record.Template, record.Record);
            }
        }

        context.Hits.Truncate(context.HitsBefore);
        context.Filters.Clear();
    }

    private void RemoveExcess(MatchContext context, int before)
    {
        NumberList hits = context.Hits;
        NumberList candidates = context.Candidates;
        if (context.Values.HasSeveral && hits.Count > before)
        {
            // With several values of an attribute, an event may reach any subscription by several keys.
            candidates.Add(ref hits[before], hits.Count - before);
            hits.Truncate(before);
        }

        if (candidates.Count > 0)
        {
            hits.Commit(context.Repeats.CopyDistinct(candidates.All, ref hits.Reserve(candidates.Count)));
        }

        if (_tombstones is not null)
        {
            int count = hits.Count;
            hits.Truncate(before);
            for (int i = before; i < count; i++)
            {
                hits.AddIf(!_tombstones.Contains(hits[i]), hits[i]);
            }
        }
    }

    private bool HasKey(EventValues values, int[] attributes, int record)
    {
        ref int value = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_segment.Records), record);
        foreach (int attribute in attributes)
        {
            if (!values.Has(attribute, _segment.Arena, value))
            {
                return false;
            }

            value = ref Unsafe.Add(ref value, 1);
        }

        return true;
    }

    private void ReadPostings(MatchContext context)
    {
        CheckPostings(context);
        context.Filters.Evaluate(_segment.Filters, context);
    }

    /// <summary>
    /// Copies the postings of all records by kind before it checks any. The number of each kind varies from record to record; loops over
    /// all of a kind have fewer mispredicted ends.
    /// </summary>
    private void CheckPostings(MatchContext context)
    {
        NumberList hits = context.Hits;
        NumberList candidates = context.Candidates;
        NumberList differing = context.Differing;
        NumberList others = context.Others;
        NumberList lists = context.Lists;
        candidates.Truncate(0);
        differing.Truncate(0);
        others.Truncate(0);
        lists.Truncate(0);
        ref int records = ref MemoryMarshal.GetArrayDataReference(_segment.Records);
        foreach (ref readonly FoundRecord found in context.Records.All)
        {
            int place = found.Record + templates[found.Template].Attributes.Length;
            ref int words = ref Unsafe.Add(ref records, place);
            PostingHead head = PostingHead.Read(ref words, _segment.Count);
            hits.Add(ref Unsafe.Add(ref words, head.Size), head.Plain);
            candidates.Add(ref Unsafe.Add(ref words, head.RepeatableStart), head.Repeatable);
            differing.Add(ref Unsafe.Add(ref words, head.DifferingStart), head.Differing * RecordFormat.DifferingSize);
            others.AddIf(head.HasOthers, place + head.OthersStart);
            lists.AddIf(head.HasList, Unsafe.Add(ref words, head.Size - 1));
        }

        var conditions = new ConditionMatcher(_segment, context);
        conditions.AddDiffering(differing.All);
        context.ResidualChecks += differing.Count / RecordFormat.DifferingSize;
        foreach (int size in others.All)
        {
            context.ResidualChecks += conditions.AddOthers(_segment.Records.AsSpan(size + 1, Volatile.Read(ref _segment.Records[size])));
        }

        foreach (int list in lists.All)
        {
            context.ResidualChecks += new PathMatcher(_segment, context).AddAll(_segment.Lists[list]);
        }
    }
}
