using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Probing;

/// <summary>Finds the subscriptions of one segment that an event matches.</summary>
/// <remarks>
/// First all tables are looked into, then all records are found, then postings are read: loads of one step do not wait for each
/// other, and each costs a hundred nanoseconds when it comes from memory.
/// </remarks>
internal readonly struct SegmentMatcher(SegmentView view, Template[] templates)
{
    /// <summary>So many keys are in a cache anyway.</summary>
    private const int FewKeys = 1 << 12;

    private readonly Segment _segment = view.Segment;
    private readonly Deletions? _deletions = view.Deletions;

    /// <summary>Gets what takes the first three steps.</summary>
    public RecordFinder Records => new(_segment, templates);

    /// <summary>Adds the hits to the context.</summary>
    /// <param name="context">The event.</param>
    /// <param name="keys">The keys of the segment's subscriptions, which are asked for on the way.</param>
    public void Match<TKey>(MatchContext context, TKey[] keys)
    {
        RecordFinder records = new(_segment, templates);
        records.Ask(context);
        records.Find(context);
        if (context.Records.All.IsEmpty)
        {
            // Most small segments have nothing for most events.
            context.SegmentEnds.Add(context.Hits.Count);
            return;
        }

        records.AskForValues(context);
        ReadPostings(context, keys);
        Conclude(context);
    }

    /// <summary>The fourth step: reads who asks for the keys of those records, and asks for what they are known by.</summary>
    public void ReadPostings<TKey>(MatchContext context, TKey[] keys)
    {
        context.HitsBefore = context.Hits.Count;
        context.Keys.BeginSegment();
        ReadPostings(context);
        if (keys.Length > FewKeys)
        {
            Ask(keys, context.Hits.All[context.HitsBefore..]);
            Ask(keys, context.Candidates.All);
        }
    }

    /// <summary>The last step: leaves out what is found twice, or deleted.</summary>
    /// <remarks>
    /// A hash is no proof, so the values are compared byte by byte; only now, as the bytes come last from memory. In the one case
    /// in billions that a key is another one, everything is read once more, and compared before.
    /// </remarks>
    public void Conclude(MatchContext context)
    {
        bool areKeys = true;
        foreach (ref readonly FoundRecord found in context.Records.All)
        {
            areKeys &= HasKey(context.Keys, templates[found.Template].Attributes, found.Record);
        }

        if (!areKeys)
        {
            ReadCarefully(context);
        }

        LeaveOut(context, context.HitsBefore);
        context.SegmentEnds.Add(context.Hits.Count);
    }

    private static void Ask<TKey>(TKey[] keys, ReadOnlySpan<int> subscriptions)
    {
        ref TKey first = ref MemoryMarshal.GetArrayDataReference(keys);
        foreach (int subscription in subscriptions)
        {
            Prefetch.Line(ref Unsafe.As<TKey, byte>(ref Unsafe.Add(ref first, subscription)));
        }
    }

    /// <summary>Finds all records anew, and leaves out those that are not of a key of the event after all.</summary>
    private void ReadCarefully(MatchContext context)
    {
        Records.FindAll(context);
        FoundRecord[] found = context.Records.All.ToArray();
        context.Records.Clear();
        foreach (FoundRecord record in found)
        {
            if (HasKey(context.Keys, templates[record.Template].Attributes, record.Record))
            {
                context.Records.Add(record.Template, record.Record);
            }
        }

        context.Hits.Truncate(context.HitsBefore);
        ReadPostings(context);
    }

    private void LeaveOut(MatchContext context, int before)
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
            hits.Commit(context.Repeats.CopyDistinct(candidates.All, ref hits.Reserve(candidates.Count)));
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
        ref int value = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_segment.Records), record);
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

    /// <summary>Copies postings from all records first: how many there are of each kind in a record is a coin toss, in all it is not.</summary>
    private void ReadPostings(MatchContext context)
    {
        NumberList hits = context.Hits;
        NumberList candidates = context.Candidates;
        NumberList differing = context.Differing;
        NumberList otherPlaces = context.Others;
        candidates.Truncate(0);
        differing.Truncate(0);
        otherPlaces.Truncate(0);
        ref int records = ref MemoryMarshal.GetArrayDataReference(_segment.Records);
        foreach (ref readonly FoundRecord found in context.Records.All)
        {
            int place = found.Record + templates[found.Template].Attributes.Length;
            ref int words = ref Unsafe.Add(ref records, place);
            PostingHead head = PostingHead.Read(ref words, _segment.Count);
            int repeatable = head.Size + head.Plain;
            int differings = repeatable + head.Repeatable;
            int others = differings + (head.Differing * PostingFormat.DifferingSize);
            hits.Add(ref Unsafe.Add(ref words, head.Size), head.Plain);
            candidates.Add(ref Unsafe.Add(ref words, repeatable), head.Repeatable);
            differing.Add(ref Unsafe.Add(ref words, differings), head.Differing * PostingFormat.DifferingSize);
            otherPlaces.AddIf(head.HasOthers, place + others);
        }

        var conditions = new ConditionMatcher(_segment, context);
        conditions.AddDiffering(differing.All);
        context.ResidualChecks += differing.Count / PostingFormat.DifferingSize;
        foreach (int others in otherPlaces.All)
        {
            context.ResidualChecks += conditions.AddOthers(_segment.Records.AsSpan(others + 1, Volatile.Read(ref _segment.Records[others])));
        }

        context.Filters.Evaluate(_segment.Filters, context);
    }
}
