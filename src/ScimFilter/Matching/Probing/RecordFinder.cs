using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>Finds the records of a segment that may be of an event's keys, in steps between which their memory may come.</summary>
internal readonly struct RecordFinder(Segment segment, Template[] templates)
{
    /// <summary>So many words of records are in a cache anyway.</summary>
    private const int FewWords = 1 << 16;

    /// <summary>Behind so many values stands the head of most records, perhaps in another line.</summary>
    private const int TypicalValues = 3;

    /// <summary>So many bytes have most values at most, perhaps in two lines.</summary>
    private const int TypicalValueSize = 28;

    private const int WordsInLine = Prefetch.LineSize / sizeof(int);

    /// <summary>Behind so many words of a record, memory comes by itself.</summary>
    private const int MostAskedWords = 8 * WordsInLine;

    /// <summary>The first step: asks for the buckets that the event's keys would be in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(MatchContext context)
    {
        HashSlots[] tables = segment.Tables;
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

        // Else a record that is found is the only one of its key; should it be of another key, SegmentMatcher sees that and finds all.
        bool needsAll = segment.HasSplitKeys | context.Keys.HasSeveral;
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

            // Whether there is a record is a coin toss, so it is written in any case.
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

    /// <summary>The third step: asks for the values of those records, and for the rest of long ones.</summary>
    public void AskForValues(MatchContext context)
    {
        if (segment.Records.Length < FewWords)
        {
            return;
        }

        ref int records = ref MemoryMarshal.GetArrayDataReference(segment.Records);
        foreach (ref readonly FoundRecord found in context.Records.All)
        {
            int head = found.Record + templates[found.Template].Attributes.Length;
            int end = head + PostingHead.Read(ref Unsafe.Add(ref records, head), segment.Count).MostWords;

            // Postings are copied by so many words, whether there are as many or not.
            end = Math.Min(end + PostingFormat.Padding, found.Record + MostAskedWords);
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
    /// Finds everything anew, now also what is not the first in a bucket with the start of its hash, or in a later bucket as the first
    /// one was full, or what was replaced after the snapshot.
    /// </summary>
    public void FindAll(MatchContext context)
    {
        context.Records.Clear();
        foreach (ref readonly Probe probe in context.Probes.All)
        {
            if (probe.Bucket >= 0)
            {
                foreach (int record in segment.Tables[probe.Template].Of(probe.Hash))
                {
                    Add(context.Records, probe.Template, record);
                }
            }
        }

        new WideFinder(segment, templates, context).AddAll();
    }

    private void Add(FoundRecords records, int template, int record)
    {
        int found = segment.RecordAt(record);
        if (found >= 0)
        {
            records.Add(template, found);
        }
    }
}
