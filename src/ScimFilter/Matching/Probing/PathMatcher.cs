using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Paths;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Probing;

/// <summary>Finds the groups of a list by the values of an event, and checks their conditions.</summary>
internal readonly struct PathMatcher(Segment segment, MatchContext context)
{
    private readonly ConditionMatcher _conditions = new(segment, context);

    /// <summary>
    /// Adds the subscriptions whose value conditions hold to the hits, or to the candidates if repeatable. Those that also have a residual
    /// filter become pending.
    /// </summary>
    /// <returns>The number of groups that were checked.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int AddAll(PathList list)
    {
        FoundGroups found = context.Groups;
        found.Clear();
        foreach (AccessPath path in list.Paths)
        {
            // A path of an attribute that came after the snapshot has later groups only.
            if (path.Attribute < context.Values.AttributeCount)
            {
                Find(path, found);
            }
        }

        int judged = Judge(list, found.Groups);
        if (context.Values.HasSeveral || found.MayRepeat)
        {
            found.RemoveDuplicates(found.Groups);
        }

        // The arrays are read last, so that they have every group that was found.
        ReadOnlySpan<int> always = list.Always;
        ConditionGroups.Arrays groups = list.Groups.Current;
        Check(groups, found.Groups.All);
        Check(groups, always);
        return judged + found.Groups.Count + always.Length;
    }

    /// <summary>Adds the groups whose shared condition holds.</summary>
    /// <returns>The number of shared conditions.</returns>
    private int Judge(PathList list, NumberList found)
    {
        ReadOnlySpan<(int Group, int Place)> conditions = list.Judged.Conditions;
        ConditionGroups.Arrays groups = list.Groups.Current;
        foreach ((int group, int place) in conditions)
        {
            if (IsThere(groups, group) && _conditions.Holds(ref groups.Words[place]))
            {
                list.Judged.Collect(groups.Words.AsSpan(place, ConditionFormat.Size), found);
            }
        }

        return conditions.Length;
    }

    /// <summary>Whether a segment has the group. Groups of later states may have values that the segment does not have.</summary>
    private bool IsThere(ConditionGroups.Arrays groups, int group) =>
        RecordFormat.SubscriptionOf(groups.OldestOf(group)) < segment.Count;

    private void Find(AccessPath path, FoundGroups found)
    {
        EventValue value = context.Values.First(path.Attribute);
        if (path is BoundPath bounds)
        {
            Find(bounds, value, found.Groups);
            return;
        }

        if (value.Length < 0)
        {
            return;
        }

        path.Find(context.Values.BytesOf(value), value.Hash, found);
        while (value.Next != 0)
        {
            value = context.Values.More(value.Next);
            path.Find(context.Values.BytesOf(value), value.Hash, found);
        }
    }

    private void Find(BoundPath path, EventValue value, NumberList groups)
    {
        BoundPath.Search search = path.Begin();
        if (value.Length >= 0)
        {
            search.Take(context.Values.BytesOf(value));
        }

        while (value.Next != 0)
        {
            value = context.Values.More(value.Next);
            search.Take(context.Values.BytesOf(value));
        }

        search.Find(groups);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Check(ConditionGroups.Arrays groups, ReadOnlySpan<int> found)
    {
        NumberList hits = context.Hits;
        NumberList candidates = context.Candidates;
        int count = segment.Count;
        ref int all = ref MemoryMarshal.GetArrayDataReference(groups.Words);
        foreach (int group in found)
        {
            ref int words = ref Unsafe.Add(ref all, group);
            ref int conditions = ref Unsafe.Add(ref words, ConditionGroups.Arrays.HeadSize);
            if (RecordFormat.SubscriptionOf(words) >= count || !_conditions.HasValues(ref conditions))
            {
                continue;
            }

            int newest = groups.NewestOf(group);
            if (newest >= 0 || ConditionFormat.HasFilter(conditions))
            {
                AddPostings(groups, newest, ref conditions);
            }
            else
            {
                // The usual case: one posting, which the conditions decide.
                bool isRepeatable = RecordFormat.IsRepeatable(~newest);
                hits.AddIf(!isRepeatable, RecordFormat.SubscriptionOf(~newest));
                candidates.AddIf(isRepeatable, RecordFormat.SubscriptionOf(~newest));
            }
        }
    }

    private void AddPostings(ConditionGroups.Arrays groups, int newest, ref int conditions)
    {
        if (newest < 0)
        {
            Add(~newest, ref conditions);
        }

        for (int node = newest; node >= 0; node = groups.Before[node])
        {
            Add(groups.Postings[node], ref conditions);
        }
    }

    private void Add(int posting, ref int conditions)
    {
        int subscription = RecordFormat.SubscriptionOf(posting);
        if (subscription >= segment.Count)
        {
            return;
        }

        if (ConditionFormat.HasFilter(conditions))
        {
            context.Filters.Add(posting, Unsafe.Add(ref conditions, ConditionFormat.EndOf(conditions)), segment.Filters);
        }
        else
        {
            (RecordFormat.IsRepeatable(posting) ? context.Candidates : context.Hits).Add(subscription);
        }
    }
}
