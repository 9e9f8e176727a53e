using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Paths;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>Writes a draft as the tables and records of a segment.</summary>
internal sealed class SegmentWriter(SegmentDraft draft)
{
    /// <summary>The number of keys ahead whose table bucket is prefetched.</summary>
    private const int PrefetchDistance = 8;

    /// <summary>Writes a segment.</summary>
    /// <param name="templates">The number of templates it has tables for.</param>
    /// <param name="values">Its distinct values.</param>
    /// <param name="spare">The number of further subscriptions for which to reserve capacity.</param>
    /// <param name="threads">What runs the parts of the work.</param>
    public Segment Write(int templates, BuiltValues values, int spare, TwoThreads threads)
    {
        byte[] arena = draft.Values.ToArray();
        PathList[] lists = new ListBuilder(draft, arena, values.Seed).Build();
        int[] keyCounts = new int[templates];
        int words = RecordFormat.Padding;
        long copied = 0;
        foreach (ref readonly BuiltKey key in CollectionsMarshal.AsSpan(draft.Keys))
        {
            int size = key.RecordWords;
            keyCounts[key.Template]++;
            words = checked(words + size);
            copied += size <= Thresholds.MaxCopiedWords ? (long)(size + RecordFormat.LinkSize) * key.EstimatedPostings : 0;
        }

        var held = new SegmentSize(
            draft.Keys.Count, draft.KeyValues.Count, draft.Postings.Count, draft.Conditions.Count, values.Count, copied);
        var capacity = new SpareCapacity(draft.Subscriptions, held, spare);
        HashSlots[] tables = [.. keyCounts.Select(count => count == 0 ? default : new HashSlots(capacity.KeysOf(count, required: 0)))];
        int[] records = new int[capacity.WordsOf(words, words)];
        threads.Run(() => Fill(tables), () => Fill(records));
        int end = words - RecordFormat.Padding;
        return new Segment
        {
            Count = draft.Subscriptions,
            Tables = tables,
            Records = records,
            RecordEnd = end,
            HasSplitKeys = false,
            Filters = [.. draft.Filters],
            Arena = arena,
            Size = held,
            AppendedKeys = [],
            KeyLists = new SegmentLists(end),
            Lists = lists,
        };
    }

    /// <summary>Enters the places of the records into the tables.</summary>
    private void Fill(HashSlots[] tables)
    {
        ReadOnlySpan<BuiltKey> keys = CollectionsMarshal.AsSpan(draft.Keys);
        int record = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (i + PrefetchDistance < keys.Length)
            {
                ref readonly BuiltKey later = ref keys[i + PrefetchDistance];
                tables[later.Template].Prefetch(tables[later.Template].BucketOf(later.Hash));
            }

            tables[keys[i].Template].Add(keys[i].Hash, record);
            record += keys[i].RecordWords;
        }
    }

    private void Fill(int[] records)
    {
        int record = 0;
        foreach (ref readonly BuiltKey key in CollectionsMarshal.AsSpan(draft.Keys))
        {
            int size = key.RecordWords;
            Write(key, kept: default, records.AsSpan(record, size));
            record += size;
        }
    }

    /// <summary>
    /// Writes a record. The postings of a key are linked from the last to the first, so each kind is filled from its end.
    /// </summary>
    /// <param name="key">The key, with the kept postings counted in.</param>
    /// <param name="kept">The postings kept from the record that this one replaces.</param>
    /// <param name="record">Takes the record.</param>
    public void Write(in BuiltKey key, in KeptPostings kept, Span<int> record)
    {
        draft.ValuesOf(key).CopyTo(record);
        PostingHead head = key.Head;
        Span<int> words = record[key.ValueCount..];
        head.Write(words);
        if (head.HasList)
        {
            words[head.Size - 1] = key.List;
        }

        kept.Plain.CopyTo(words[head.Size..]);
        kept.Repeatable.CopyTo(words[head.RepeatableStart..]);
        kept.Differing.CopyTo(words[head.DifferingStart..]);
        if (head.HasOthers)
        {
            words[head.OthersStart] = key.OtherWords;
            kept.Others.CopyTo(words[(head.OthersStart + 1)..]);
        }

        int plain = head.RepeatableStart;
        int repeatable = head.DifferingStart;
        int differing = head.OthersStart;
        int other = words.Length;
        ReadOnlySpan<BuiltPosting> postings = CollectionsMarshal.AsSpan(draft.Postings);
        for (int i = key.LastPosting; i >= 0; i = postings[i].Previous)
        {
            BuiltPosting posting = postings[i];
            if (posting.Conditions < 0)
            {
                words[posting.IsRepeatable ? --repeatable : --plain] = posting.Subscription;
                continue;
            }

            ReadOnlySpan<int> conditions = draft.ConditionsAt(posting.Conditions);
            int first = RecordFormat.Posting(posting.Subscription, posting.IsRepeatable);
            if (ConditionFormat.AreOneDifference(conditions))
            {
                differing -= RecordFormat.DifferingSize;
                RecordFormat.WriteDiffering(words[differing..], first, conditions);
                continue;
            }

            if (head.HasList)
            {
                continue;
            }

            other -= conditions.Length + 1;
            words[other] = first;
            conditions.CopyTo(words[(other + 1)..]);
        }
    }
}
