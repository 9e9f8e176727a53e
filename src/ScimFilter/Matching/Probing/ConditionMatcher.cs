using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>Checks on an event what the keys of postings do not decide.</summary>
internal readonly struct ConditionMatcher(Segment segment, MatchContext context)
{
    /// <summary>Adds the subscriptions of differing postings that hold to the hits, or to the candidates if repeatable.</summary>
    /// <param name="postings">The words of the postings.</param>
    public void AddDiffering(ReadOnlySpan<int> postings)
    {
        EventValues values = context.Values;
        ref int hits = ref context.Hits.Reserve(postings.Length);
        ref int candidates = ref context.Candidates.Reserve(postings.Length);
        nint hitCount = 0;
        nint candidateCount = 0;
        ref int next = ref MemoryMarshal.GetReference(postings);
        ref int end = ref Unsafe.Add(ref next, postings.Length);
        for (; Unsafe.IsAddressLessThan(ref next, ref end); next = ref Unsafe.Add(ref next, RecordFormat.DifferingSize))
        {
            int tag = Unsafe.Add(ref next, RecordFormat.DifferingTag);
            int holds = 1;
            if (values.MayDiffer(tag)
                && values.Has(RecordFormat.AttributeOfTag(tag), segment.Arena, Unsafe.Add(ref next, RecordFormat.DifferingValue)))
            {
                holds = 0;
            }

            // Written to both lists and counted in one: a branch would be mispredicted often.
            int subscription = RecordFormat.SubscriptionOf(next);
            int repeatable = RecordFormat.RepeatableBit(next);
            Unsafe.Add(ref hits, hitCount) = subscription;
            Unsafe.Add(ref candidates, candidateCount) = subscription;
            hitCount += holds & ~repeatable;
            candidateCount += holds & repeatable;
        }

        context.Hits.Commit((int)hitCount);
        context.Candidates.Commit((int)candidateCount);
    }

    /// <summary>
    /// Adds the subscriptions of other postings whose value conditions hold to the hits, or to the candidates if repeatable. Those that
    /// also have a residual filter become pending.
    /// </summary>
    /// <param name="postings">The words of the postings.</param>
    /// <returns>The number of postings.</returns>
    public int AddOthers(ReadOnlySpan<int> postings)
    {
        int count = 0;
        while (!postings.IsEmpty)
        {
            int posting = postings[0];
            if (RecordFormat.SubscriptionOf(posting) >= segment.Count)
            {
                // This and all further ones were added to the chunk after the snapshot.
                break;
            }

            int head = postings[1];
            int size = 1 + ConditionFormat.SizeOf(head);
            ReadOnlySpan<int> conditions = postings[1..size];
            bool holds = HasValues(ref MemoryMarshal.GetReference(conditions));
            if (ConditionFormat.HasFilter(head))
            {
                if (holds)
                {
                    context.Filters.Add(posting, conditions[^1], segment.Filters);
                }
            }
            else
            {
                (RecordFormat.IsRepeatable(posting) ? context.Candidates : context.Hits).AddIf(holds, RecordFormat.SubscriptionOf(posting));
            }

            postings = postings[size..];
            count++;
        }

        return count;
    }

    /// <summary>Whether all value conditions hold.</summary>
    /// <param name="conditions">The first word of the conditions.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasValues(ref int conditions)
    {
        ref int condition = ref Unsafe.Add(ref conditions, ConditionFormat.HeadSize);
        ref int end = ref Unsafe.Add(ref conditions, ConditionFormat.EndOf(conditions));
        while (Unsafe.IsAddressLessThan(ref condition, ref end))
        {
            if (!Holds(ref condition))
            {
                return false;
            }

            condition = ref Unsafe.Add(ref condition, ConditionFormat.Size);
        }

        return true;
    }

    /// <summary>Whether a value condition holds.</summary>
    /// <param name="words">The first word of the condition.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Holds(ref int words)
    {
        int condition = words;
        int value = Unsafe.Add(ref words, ConditionFormat.ValuePlace);
        int attribute = ConditionFormat.AttributeOf(condition);
        bool holds = ConditionFormat.IsEquality(condition)
            ? Has(attribute, Unsafe.Add(ref words, ConditionFormat.HalfHashPlace), value)
            : ConditionFormat.IsOrder(condition) ? HoldsOrder(ref words)
            : HoldsOther(condition, attribute, value);
        return holds != ConditionFormat.IsNegated(condition);
    }

    /// <summary>Compares beginnings first, which decides mostly.</summary>
    private bool HoldsOrder(ref int words)
    {
        int condition = words;
        int attribute = ConditionFormat.AttributeOf(condition);
        KeyKind kind = ConditionFormat.KindOf(condition);
        ref readonly EventValue first = ref context.Values.First(attribute);
        if (first.Length >= 0 && first.Next == 0 && OrderPrefix.Has(kind))
        {
            uint prefix = OrderPrefix.Of(kind, context.Values.BytesOf(first));
            uint other = (uint)Unsafe.Add(ref words, ConditionFormat.HalfHashPlace);
            if (prefix != other)
            {
                return ValueTest.Accepts(ConditionFormat.OperatorOf(condition), prefix < other ? -1 : 1);
            }
        }

        return HoldsOther(condition, attribute, Unsafe.Add(ref words, ConditionFormat.ValuePlace));
    }

    private bool HoldsOther(int condition, int attribute, int value) => context.Values.Holds(
        attribute, ConditionFormat.KindOf(condition), ConditionFormat.OperatorOf(condition), ValueArena.Get(segment.Arena, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Has(int attribute, int halfHash, int value) =>
        context.Values.MayHave(attribute, halfHash) && context.Values.Has(attribute, segment.Arena, value);
}
