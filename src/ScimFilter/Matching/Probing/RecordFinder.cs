using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// Finds the records of a segment for the keys of an event, in steps. Each step prefetches what the next one reads. Records are found by
/// hash; <see cref="SegmentMatcher"/> compares their values at the end.
/// </summary>
internal readonly struct RecordFinder(Segment segment, Template[] templates)
{
    /// <summary>The number of values in front of most heads. The head may be on another cache line than the first value.</summary>
    private const int TypicalValues = 3;

    /// <summary>The number of bytes of most values at most. The end may be on another cache line than the start.</summary>
    private const int TypicalValueSize = 28;

    private const int WordsInLine = Prefetch.LineSize / sizeof(int);

    /// <summary>The hardware recognises sequential reads and prefetches a record itself behind this many words.</summary>
    private const int MaxPrefetchedWords = 8 * WordsInLine;

    /// <summary>The first step: computes and prefetches the buckets of the event's keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchBuckets(MatchContext context)
    {
        HashSlots[] tables = segment.Tables;
        foreach (ref Probe probe in context.Probes.All)
        {
            probe.Bucket = -1;
            if (probe.Template < tables.Length && !tables[probe.Template].IsMissing)
            {
                ref HashSlots table = ref tables[probe.Template];
                probe.Bucket = table.BucketOf(probe.Hash);
                table.Prefetch(probe.Bucket);
            }
        }
    }

    /// <summary>The second step: finds the records in the buckets and prefetches them.</summary>
    /// <remarks>One method, as its loop is the hottest one of a match: a call per probe would cost more than the look-up.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Find(MatchContext context)
    {
        HashSlots[] tables = segment.Tables;
        FoundRecords records = context.Records;
        Span<Probe> probes = context.Probes.All;
        records.Clear();
        ref FoundRecord found = ref records.Reserve(probes.Length);
        nint count = 0;
        bool isMore = false;

        // If keys have one record each, the first one found ends the search. If that is of another key, SegmentMatcher notices it and calls
        // FindAll.
        bool needsAll = segment.HasSplitKeys | context.Values.HasSeveral;
        uint end = (uint)segment.RecordEnd;
        foreach (ref Probe probe in probes)
        {
            if (probe.Bucket < 0)
            {
                continue;
            }

            ref HashSlots table = ref tables[probe.Template];
            uint slots = table.Find(probe.Bucket, probe.Hash, out bool isFull);
            int record = table.NumberAt(probe.Bucket, (int)uint.TrailingZeroCount(slots | (1U << (HashSlots.BucketSize - 1))));

            // Written in any case and counted if there is one: a branch would be mispredicted often.
            Unsafe.Add(ref found, count) = new FoundRecord(probe.Template, record);
            bool isThere = slots != 0;
            bool isEarlier = (uint)record < end;
            count += Branchless.OneIf(isThere & isEarlier);
            ref int words = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(segment.Records), record & -Branchless.OneIf(isEarlier));
            Prefetch.Line(ref words);
            Prefetch.Line(ref Unsafe.Add(ref words, TypicalValues));
            bool mayGoOn = isFull | (slots & (slots - 1)) != 0;
            isMore |= (mayGoOn & (needsAll | !isThere)) | (isThere & !isEarlier);
        }

        records.Commit((int)count);
        if (isMore)
        {
            FindAll(context);
        }
        else if (context.Probes.Wide.Count > 0)
        {
            new WideFinder(segment, templates, context).AddAll();
        }
    }

    /// <summary>The third step: prefetches the values of the records, and the further lines of long records.</summary>
    public void PrefetchValues(MatchContext context)
    {
        if (segment.Records.Length < Thresholds.PrefetchedRecordWords)
        {
            return;
        }

        ref int records = ref MemoryMarshal.GetArrayDataReference(segment.Records);
        foreach (ref readonly FoundRecord found in context.Records.All)
        {
            int head = found.Record + templates[found.Template].Attributes.Length;
            int end = head + PostingHead.Read(ref Unsafe.Add(ref records, head), segment.Count).TypicalWords;

            // NumberList copies whole blocks, beyond the end of the postings.
            end = Math.Min(end + RecordFormat.Padding, found.Record + MaxPrefetchedWords);
            for (int line = found.Record + WordsInLine; line < end; line += WordsInLine)
            {
                Prefetch.Line(ref Unsafe.Add(ref records, line));
            }

            for (int value = found.Record; value < head; value++)
            {
                ref byte text = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(segment.Arena), Unsafe.Add(ref records, value));
                Prefetch.Line(ref text);
                Prefetch.Line(ref Unsafe.Add(ref text, TypicalValueSize));
            }
        }
    }

    /// <summary>
    /// Finds the records again, all of each key: also those in later buckets behind a full one, those behind another record with the same
    /// tag, and those that were replaced after the snapshot.
    /// </summary>
    public void FindAll(MatchContext context)
    {
        context.Records.Clear();
        foreach (ref readonly Probe probe in context.Probes.All)
        {
            if (probe.Bucket >= 0)
            {
                foreach (int newest in segment.Tables[probe.Template].Of(probe.Hash))
                {
                    int record = segment.RecordAt(newest);
                    if (record >= 0)
                    {
                        context.Records.Add(probe.Template, record);
                    }
                }
            }
        }

        new WideFinder(segment, templates, context).AddAll();
    }
}
