using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Paths;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Building;

/// <summary>Moves the other postings of keys that have many of them to lists, where access paths find them.</summary>
/// <param name="draft">The postings.</param>
/// <param name="arena">The values.</param>
/// <param name="seed">The seed of the index.</param>
internal readonly struct ListBuilder(SegmentDraft draft, byte[] arena, ulong seed)
{
    /// <summary>Builds the lists, and enters them in the keys.</summary>
    /// <returns>The lists by number.</returns>
    public PathList[] Build()
    {
        var lists = new List<PathList>();
        foreach (ref BuiltKey key in CollectionsMarshal.AsSpan(draft.Keys))
        {
            if (key.Others > Thresholds.MaxCheckedPostings)
            {
                lists.Add(ListOf(key));
                (key.List, key.OtherWords, key.Others) = (lists.Count - 1, 0, 0);
            }
        }

        return [.. lists];
    }

    private PathList ListOf(in BuiltKey key)
    {
        var list = new PathList(seed);
        ReadOnlySpan<BuiltPosting> postings = CollectionsMarshal.AsSpan(draft.Postings);
        for (int i = key.LastPosting; i >= 0; i = postings[i].Previous)
        {
            if (postings[i].Conditions < 0)
            {
                continue;
            }

            ReadOnlySpan<int> conditions = draft.ConditionsAt(postings[i].Conditions);
            if (!ConditionFormat.AreOneDifference(conditions))
            {
                list.Build(RecordFormat.Posting(postings[i].Subscription, postings[i].IsRepeatable), conditions, arena);
            }
        }

        list.Complete(arena);
        return list;
    }
}
