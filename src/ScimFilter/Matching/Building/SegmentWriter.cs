using System.Runtime.InteropServices;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter.Matching.Building;

/// <summary>Writes a draft down as the tables and records of a segment.</summary>
internal sealed class SegmentWriter(SegmentDraft draft)
{
    /// <summary>The memory of so many keys is on its way.</summary>
    private const int AskedAhead = 8;

    /// <summary>Writes a segment.</summary>
    /// <param name="templates">How many templates it knows.</param>
    /// <param name="distinctValues">How many values it has.</param>
    /// <param name="spare">For how many more subscriptions to leave room.</param>
    /// <param name="threads">What shares the work.</param>
    public Segment Write(int templates, int distinctValues, int spare, TwoThreads threads)
    {
        int[] keyCounts = new int[templates];
        int words = PostingFormat.Padding;
        long copied = 0;
        foreach (ref readonly BuiltKey key in CollectionsMarshal.AsSpan(draft.Keys))
        {
            int size = key.RecordWords;
            keyCounts[key.Template]++;
            words = checked(words + size);
            copied += size <= GrowingRecords.MostCopied ? (long)(size + 1) * key.EstimatedPostings : 0;
        }

        var held = new BuilderSize(draft.Keys.Count, draft.KeyValues.Count, draft.Postings.Count, draft.Conditions.Count, distinctValues, copied);
        var room = new SpareRoom(draft.Subscriptions, held, spare);
        HashSlots[] tables = [.. keyCounts.Select(count => count == 0 ? default : new HashSlots(room.KeysOf(count, least: 0)))];
        int[] records = new int[room.WordsOf(words, words)];
        threads.Do(() => Fill(tables), () => Fill(records));
        return new Segment
        {
            Count = draft.Subscriptions,
            Tables = tables,
            Records = records,
            RecordEnd = words - PostingFormat.Padding,
            HasSplitKeys = false,
            Filters = [.. draft.Filters],
            Arena = draft.Values.ToArray(),
            Size = held,
            LaterKeys = [],
            Lists = new SegmentLists(words - PostingFormat.Padding),
        };
    }

    /// <summary>Has the tables lead to the records.</summary>
    private void Fill(HashSlots[] tables)
    {
        ReadOnlySpan<BuiltKey> keys = CollectionsMarshal.AsSpan(draft.Keys);
        int record = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (i + AskedAhead < keys.Length)
            {
                ref readonly BuiltKey later = ref keys[i + AskedAhead];
                tables[later.Template].Ask(tables[later.Template].BucketOf(later.Hash));
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

    /// <summary>Writes a record. New postings are known from the last to the first, so each kind is filled from its end.</summary>
    /// <param name="key">The key, with what is kept counted.</param>
    /// <param name="kept">The postings of the record that this one replaces.</param>
    /// <param name="record">Takes the record.</param>
    public void Write(in BuiltKey key, in KeptPostings kept, Span<int> record)
    {
        draft.ValuesOf(key).CopyTo(record);
        PostingHead head = key.Head;
        head.Write(record[key.ValueCount..]);
        int first = key.ValueCount + head.Size;
        int plain = first + head.Plain;
        int repeatable = plain + head.Repeatable;
        int differing = repeatable + (head.Differing * PostingFormat.DifferingSize);
        int other = record.Length;
        kept.Plain.CopyTo(record[first..]);
        kept.Repeatable.CopyTo(record[plain..]);
        kept.Differing.CopyTo(record[repeatable..]);
        if (head.HasOthers)
        {
            record[differing] = key.OtherWords;
            kept.Others.CopyTo(record[(differing + 1)..]);
        }

        ReadOnlySpan<BuiltPosting> postings = CollectionsMarshal.AsSpan(draft.Postings);
        for (int i = key.LastPosting; i >= 0; i = postings[i].Previous)
        {
            BuiltPosting posting = postings[i];
            if (posting.Conditions < 0)
            {
                record[posting.IsRepeatable ? --repeatable : --plain] = posting.Subscription;
                continue;
            }

            ReadOnlySpan<int> conditions = draft.ConditionsAt(posting.Conditions);
            int word = (posting.Subscription << 1) | (posting.IsRepeatable ? 1 : 0);
            if (PostingFormat.IsOneDifference(conditions))
            {
                differing -= PostingFormat.DifferingSize;
                ReadOnlySpan<int> difference = conditions[PostingFormat.ConditionsHead..];
                record[differing] = word;
                record[differing + 1] = PostingFormat.TagOf(difference[0], difference[1]);
                record[differing + 2] = difference[2];
                continue;
            }

            other -= conditions.Length + 1;
            record[other] = word;
            conditions.CopyTo(record[(other + 1)..]);
        }
    }
}
