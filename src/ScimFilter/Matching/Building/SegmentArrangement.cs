using System.Runtime.InteropServices;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>
/// The order in which a large segment is written, so that what one event looks at lies together: records of one tenant, say,
/// beside each other, and likewise its values and its subscriptions.
/// </summary>
/// <remarks>
/// Nobody says what a tenant is. Records are ordered by the most frequent of their values that does not make too large a
/// neighbourhood, then by the most frequent of their others.
/// </remarks>
internal sealed class SegmentArrangement(SegmentDraft draft)
{
    /// <summary>From so many keys on, a segment that was loaded does not fit the caches, and its order counts.</summary>
    public const int LargeLoad = 1 << 13;

    /// <summary>The same of a segment that was merged: smaller ones are merged again before that pays.</summary>
    public const int LargeMerge = 1 << 17;

    /// <summary>A value that more postings share is no neighbourhood.</summary>
    private const int LargestNeighbourhood = 1 << 14;

    /// <summary>By value: the words of postings whose key it is part of; when that is known, its new place plus one.</summary>
    private readonly int[] _byValue = new int[(draft.Values.Length / ValueArena.SmallestValue) + 1];

    /// <summary>Puts keys, values and subscriptions in order. Nothing can be added to the draft any more.</summary>
    /// <param name="threads">What shares the work.</param>
    /// <returns>The new number of each subscription.</returns>
    public int[] Arrange(TwoThreads threads)
    {
        int[] numbers = new int[draft.Subscriptions];
        Sort(threads);
        threads.Do(MoveValues, () => Number(numbers));
        return numbers;
    }

    private void MoveValues()
    {
        Array.Clear(_byValue);
        var values = new ValueArena();
        values.Reserve(draft.Values.Length);
        foreach (ref readonly BuiltKey key in CollectionsMarshal.AsSpan(draft.Keys))
        {
            foreach (ref int value in draft.ValuesOf(key))
            {
                value = Move(value, values);
            }
        }

        MoveConditions(CollectionsMarshal.AsSpan(draft.Conditions), values);
        draft.Values = values;
    }

    private void Number(int[] numbers)
    {
        Array.Fill(numbers, -1);
        int next = 0;
        Span<BuiltPosting> postings = CollectionsMarshal.AsSpan(draft.Postings);
        foreach (ref readonly BuiltKey key in CollectionsMarshal.AsSpan(draft.Keys))
        {
            for (int i = key.LastPosting; i >= 0; i = postings[i].Previous)
            {
                ref int number = ref numbers[postings[i].Subscription];
                number = number < 0 ? next++ : number;
                postings[i] = postings[i] with { Subscription = number };
            }
        }
    }

    /// <summary>Two halves are sorted by themselves, then joined.</summary>
    private void Sort(TwoThreads threads)
    {
        BuiltKey[] keys = [.. draft.Keys];
        foreach (ref readonly BuiltKey key in keys.AsSpan())
        {
            foreach (int value in draft.ValuesOf(key))
            {
                ByValue(value) += key.PostingWords;
            }
        }

        ulong[] ranks = new ulong[keys.Length];
        int[] order = new int[keys.Length];
        int half = keys.Length / 2;
        threads.Do(() => Sort(keys, ranks, order, 0, half), () => Sort(keys, ranks, order, half, keys.Length));
        Span<BuiltKey> sorted = CollectionsMarshal.AsSpan(draft.Keys);
        int left = 0;
        int right = half;
        for (int i = 0; i < sorted.Length; i++)
        {
            bool isLeft = right == keys.Length || (left < half && ranks[left] <= ranks[right]);
            sorted[i] = keys[order[isLeft ? left++ : right++]];
        }
    }

    private void Sort(BuiltKey[] keys, ulong[] ranks, int[] order, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            ranks[i] = RankOf(draft.ValuesOf(keys[i]));
            order[i] = i;
        }

        Array.Sort(ranks, order, start, end - start);
    }

    private ulong RankOf(ReadOnlySpan<int> values)
    {
        int neighbourhood = MostUsed(values, -1, LargestNeighbourhood);
        int other = MostUsed(values, neighbourhood, int.MaxValue);
        return ((ulong)(uint)(neighbourhood + 1) << 32) | (uint)(other + 1);
    }

    private int MostUsed(ReadOnlySpan<int> values, int except, int limit)
    {
        int found = -1;
        int most = 0;
        foreach (int value in values)
        {
            int uses = ByValue(value);
            if (value != except && uses > most && uses <= limit)
            {
                (found, most) = (value, uses);
            }
        }

        return found;
    }

    private void MoveConditions(Span<int> words, ValueArena values)
    {
        for (int i = 0; i < words.Length;)
        {
            int end = i + PostingFormat.SizeOfConditions(words[i]);
            int valuesEnd = i + PostingFormat.ConditionsHead + (PostingFormat.ValueCount(words[i]) * PostingFormat.ValueSize);
            for (i += PostingFormat.ConditionsHead; i < valuesEnd; i += PostingFormat.ValueSize)
            {
                words[i + 2] = Move(words[i + 2], values);
            }

            i = end;
        }
    }

    /// <summary>Copies a value to another arena when it comes up first.</summary>
    private int Move(int place, ValueArena values)
    {
        ref int moved = ref ByValue(place);
        if (moved == 0)
        {
            moved = values.Append(draft.Values.Get(place)) + 1;
        }

        return moved - 1;
    }

    private ref int ByValue(int place) => ref _byValue[place / ValueArena.SmallestValue];
}
