using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Paths;

using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Statistics;

/// <summary>Counts the entries of records by how events find them; those of tombstoned subscriptions by themselves.</summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
/// <param name="layout">Has the names of attributes.</param>
internal sealed class AccessPathCounts<TId>(IndexLayout layout)
    where TId : notnull
{
    private readonly Dictionary<(AccessPathKind Kind, string? Attribute), long> _counts = [];
    private readonly CheckedSample<TId> _sample = new(layout);
    private readonly NumberList _groups = new();
    private long _removed;

    /// <summary>Gives the counts, and adds them to statistics.</summary>
    public SubscriptionIndexStatistics AddTo(SubscriptionIndexStatistics statistics) => statistics with
    {
        AccessPaths =
        [
            .. _counts.OrderBy(count => count.Key.Kind).ThenByDescending(count => count.Value)
                .ThenBy(count => count.Key.Attribute, StringComparer.Ordinal)
                .Select(count => new AccessPathStatistics(count.Key.Kind, count.Key.Attribute, count.Value)),
        ],
        CheckedSample = _sample.ToList(),
        CheckedOnEvery = _sample.Checked,
        RemovedEntries = _removed,
    };

    /// <summary>Counts the entries of a record.</summary>
    /// <param name="key">The record.</param>
    /// <returns>The number of entries.</returns>
    public long Count(in RecordPlace<TId> key)
    {
        long count = 0;
        for (var postings = new PostingReader(key.Words, key.Segment.Count); postings.MoveNext();)
        {
            if (key.Part.IsTombstoned(postings.Subscription))
            {
                _removed++;
                continue;
            }

            count++;
            Add(key, postings);
        }

        return RecordFormat.HasList(key.Words[0]) ? count + CountList(key, key.Segment.Lists[RecordFormat.ListOf(key.Words)]) : count;
    }

    private void Add(in RecordPlace<TId> key, in PostingReader posting)
    {
        if (posting.Difference is var (attribute, value))
        {
            Add(AccessPathKind.Unequal, attribute, 1);
            _sample.AddDifference(key, attribute, value, posting.Subscription);
        }
        else if (posting.Conditions.IsEmpty)
        {
            Add(AccessPathKind.Key, null, 1);
        }
        else
        {
            Add(AccessPathKind.OneByOne, null, 1);
            if (!key.HasEquality)
            {
                _sample.Add(key, posting.Conditions, CheckReason.FewEntries, 1, [posting.Subscription]);
            }
        }
    }

    private long CountList(in RecordPlace<TId> key, PathList list)
    {
        long count = 0;
        foreach (AccessPath path in list.Paths)
        {
            if (path.Attribute >= layout.Attributes.Length)
            {
                // A writer added the path after the snapshot.
                continue;
            }

            _groups.Truncate(0);
            path.ListGroups(_groups);
            count += CountGroups(key, list, KindOf(path), path.Attribute, _groups.All);
        }

        foreach ((int group, int place) in list.Judged.Conditions)
        {
            int[] words = list.Groups.Current.Words;
            _groups.Truncate(0);
            list.Judged.Collect(words.AsSpan(place, ConditionFormat.Size), _groups);
            count += CountGroups(key, list, AccessPathKind.SharedCondition, ConditionFormat.AttributeOf(words[place]), _groups.All);
        }

        return count + CountGroups(key, list, AccessPathKind.Every, null, list.Always);
    }

    private long CountGroups(in RecordPlace<TId> key, PathList list, AccessPathKind kind, int? attribute, ReadOnlySpan<int> groups)
    {
        // Read after the groups, so that it has all of them.
        ConditionGroups.Arrays arrays = list.Groups.Current;
        long count = 0;
        foreach (int group in groups)
        {
            (int entries, int[] first) = EntriesOf(key, arrays, group);
            count += entries;
            if (kind == AccessPathKind.Every && entries > 0)
            {
                ReadOnlySpan<int> conditions = arrays.ConditionsOf(group);
                _sample.Add(key, conditions, ReasonOf(conditions), entries, first);
            }
        }

        Add(kind, attribute, count);
        return count;
    }

    /// <summary>Counts the entries of a group, and gives some of their subscriptions.</summary>
    private (int Count, int[] First) EntriesOf(in RecordPlace<TId> key, ConditionGroups.Arrays arrays, int group)
    {
        int count = 0;
        int[] first = [];
        int node = arrays.NewestOf(group);
        int posting = node < 0 ? ~node : arrays.Postings[node];
        while (true)
        {
            int subscription = RecordFormat.SubscriptionOf(posting);
            bool isThere = subscription < key.Segment.Count;
            if (isThere && key.Part.IsTombstoned(subscription))
            {
                _removed++;
            }
            else if (isThere)
            {
                count++;
                first = first.Length < CheckedEntries.MaxIds ? [subscription, .. first] : first;
            }

            node = node < 0 ? node : arrays.Before[node];
            if (node < 0)
            {
                return (count, first);
            }

            posting = arrays.Postings[node];
        }
    }

    private static CheckReason ReasonOf(ReadOnlySpan<int> conditions)
    {
        CheckReason reason = ConditionFormat.CountOf(conditions[0]) == 0 ? CheckReason.Residual : CheckReason.Negations;
        for (int i = ConditionFormat.HeadSize; i < ConditionFormat.EndOf(conditions[0]); i += ConditionFormat.Size)
        {
            reason = ConditionFormat.IsNegated(conditions[i]) ? reason : CheckReason.EmptyLiteral;
        }

        return reason;
    }

    private AccessPathKind KindOf(AccessPath path) => path switch
    {
        EqualPath => layout.Attributes[path.Attribute].Kind == KeyKind.State ? AccessPathKind.Presence : AccessPathKind.Equal,
        PrefixPath prefix => prefix.IsFromEnd ? AccessPathKind.EndsWith : AccessPathKind.StartsWith,
        WindowPath => AccessPathKind.Contains,
        BoundPath bounds => bounds.IsNegated ? AccessPathKind.NegatedBounds : AccessPathKind.Bounds,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void Add(AccessPathKind kind, int? attribute, long entries)
    {
        if (entries > 0)
        {
            (AccessPathKind Kind, string? Attribute) path = (kind, attribute is { } number ? ConditionText.NameOf(layout, number) : null);
            _counts[path] = _counts.GetValueOrDefault(path) + entries;
        }
    }
}
