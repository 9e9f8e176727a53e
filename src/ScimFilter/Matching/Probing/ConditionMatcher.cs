using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Probing;

/// <summary>Checks on an event what the keys of subscriptions do not say.</summary>
internal readonly struct ConditionMatcher(Segment segment, MatchContext context)
{
    /// <summary>Adds those of differing postings that hold.</summary>
    public void AddDiffering(ReadOnlySpan<int> postings)
    {
        EventKeys keys = context.Keys;
        ref int hits = ref context.Hits.Reserve(postings.Length);
        ref int candidates = ref context.Candidates.Reserve(postings.Length);
        nint hitCount = 0;
        nint candidateCount = 0;
        ref int next = ref MemoryMarshal.GetReference(postings);
        ref int end = ref Unsafe.Add(ref next, postings.Length);
        for (; Unsafe.IsAddressLessThan(ref next, ref end); next = ref Unsafe.Add(ref next, PostingFormat.DifferingSize))
        {
            int tag = Unsafe.Add(ref next, 1);
            int holds = 1;
            if (keys.MayDiffer(tag) && keys.Has(PostingFormat.AttributeOf(tag), segment.Arena, Unsafe.Add(ref next, 2)))
            {
                holds = 0;
            }

            // Which list it belongs to is a coin toss, so it is written to both and counted in one.
            int subscription = next >> 1;
            int repeatable = next & 1;
            Unsafe.Add(ref hits, hitCount) = subscription;
            Unsafe.Add(ref candidates, candidateCount) = subscription;
            hitCount += holds & ~repeatable;
            candidateCount += holds & repeatable;
        }

        context.Hits.Commit((int)hitCount);
        context.Candidates.Commit((int)candidateCount);
    }

    /// <summary>Adds those of other postings that hold; those with a filter wait for <see cref="WaitingFilters"/>.</summary>
    /// <returns>Their number, whether they hold or not.</returns>
    public int AddOthers(ReadOnlySpan<int> postings)
    {
        int count = 0;
        while (!postings.IsEmpty)
        {
            int posting = postings[0];
            if (posting >> 1 >= segment.Count)
            {
                // Behind it are only postings that came after the snapshot, see PostingChunk.
                break;
            }

            int size = 1 + PostingFormat.SizeOfConditions(postings[1]);
            ReadOnlySpan<int> conditions = postings[1..size];
            bool holds = HasValues(conditions);
            if (PostingFormat.HasFilter(conditions))
            {
                if (holds)
                {
                    context.Filters.Add(posting, conditions[^1], segment.Filters);
                }
            }
            else
            {
                ((posting & 1) != 0 ? context.Candidates : context.Hits).AddIf(holds, posting >> 1);
            }

            postings = postings[size..];
            count++;
        }

        return count;
    }

    private bool HasValues(ReadOnlySpan<int> conditions)
    {
        int end = PostingFormat.ConditionsHead + (PostingFormat.ValueCount(conditions[0]) * PostingFormat.ValueSize);
        for (int i = PostingFormat.ConditionsHead; i < end; i += PostingFormat.ValueSize)
        {
            int attribute = conditions[i];
            bool isRequired = attribute < 0;
            if (Has(isRequired ? ~attribute : attribute, conditions[i + 1], conditions[i + 2]) != isRequired)
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(int attribute, int half, int value) =>
        context.Keys.MayHave(attribute, half) && context.Keys.Has(attribute, segment.Arena, value);
}
