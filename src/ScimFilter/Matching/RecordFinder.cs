using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Matching;

/// <summary>Finds the records of a segment that may be of an event's keys, in steps between which their memory may come.</summary>
internal readonly struct RecordFinder(Segment segment, Template[] templates)
{
    /// <summary>So many words of records are in a cache anyway.</summary>
    private const int FewWords = 1 << 16;

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
            count += slots != 0 & (uint)record < end ? 1 : 0;
            Prefetch.Line(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(segment.Records), (int)Math.Min((uint)record, end)));
            isMore |= isFull | (slots & (slots - 1)) != 0;
        }

        records.Commit((int)count);
        if (isMore)
        {
            FindMore(context);
        }

        if (context.Probes.Exhausted.Count > 0)
        {
            AddAll(records, context.Probes.Exhausted);
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
            int end = Math.Min(head + PostingHead.Read(ref Unsafe.Add(ref records, head)).MostWords, found.Record + MostAskedWords);
            for (int line = found.Record + WordsInLine; line < end; line += WordsInLine)
            {
                Prefetch.Line(ref Unsafe.Add(ref records, line));
            }

            for (int value = found.Record; value < head; value++)
            {
                Prefetch.Line(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(segment.Arena), Unsafe.Add(ref records, value)));
            }
        }
    }

    /// <summary>Finds what is not the first in a bucket with the start of its hash, or is in a later bucket as the first one was full.</summary>
    private void FindMore(MatchContext context)
    {
        foreach (ref Probe probe in context.Probes.All)
        {
            if (probe.Bucket < 0)
            {
                continue;
            }

            ref HashSlots table = ref segment.Tables[probe.Template];
            uint slots = table.Find(probe.Bucket, probe.Hash, out bool isFull);
            slots &= slots - 1;
            while (true)
            {
                for (; slots != 0; slots &= slots - 1)
                {
                    Add(context.Records, probe.Template, table.NumberAt(probe.Bucket, (int)uint.TrailingZeroCount(slots)));
                }

                if (!isFull)
                {
                    break;
                }

                probe.Bucket = table.Next(probe.Bucket);
                slots = table.Find(probe.Bucket, probe.Hash, out isFull);
            }
        }
    }

    private void AddAll(FoundRecords records, List<int> exhausted)
    {
        foreach (int template in exhausted)
        {
            if (template < segment.Tables.Length)
            {
                foreach (int record in segment.Tables[template].Numbers())
                {
                    Add(records, template, record);
                }
            }
        }
    }

    /// <summary>Adds a record, unless it came after the snapshot.</summary>
    private void Add(FoundRecords records, int template, int record)
    {
        if ((uint)record < (uint)segment.RecordEnd)
        {
            records.Add(template, record);
        }
    }
}
