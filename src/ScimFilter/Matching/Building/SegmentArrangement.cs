using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>
/// Orders the keys, values and subscriptions of a large segment so that what one event reads lies close together in memory, for example
/// everything of one tenant.
/// </summary>
/// <remarks>
/// No option names the tenant attribute. Keys are ordered by the value that most postings share, among values with at most
/// <see cref="Thresholds.LargestNeighbourhood"/> posting words, and then by the most shared of their other values.
/// </remarks>
internal sealed class SegmentArrangement(SegmentDraft draft)
{
    /// <summary>By value: first the posting words of the keys that have it, later its new place plus one.</summary>
    private readonly int[] _byValue = new int[(draft.Values.Length / ValueArena.MinValueSize) + 1];

    /// <summary>Puts keys, values and subscriptions in order. Nothing can be added to the draft afterwards.</summary>
    /// <param name="threads">What runs the parts of the work.</param>
    /// <returns>The new number of each subscription.</returns>
    public int[] Arrange(TwoThreads threads)
    {
        int[] numbers = new int[draft.Subscriptions];
        Sort(threads);
        threads.Run(MoveValues, () => Number(numbers));
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

    /// <summary>Sorts two halves, if possible in parallel, and merges them.</summary>
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
        threads.Run(() => Sort(keys, ranks, order, 0, half), () => Sort(keys, ranks, order, half, keys.Length));
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
        int neighbourhood = MostShared(values, -1, Thresholds.LargestNeighbourhood);
        int other = MostShared(values, neighbourhood, int.MaxValue);
        return ((ulong)(uint)(neighbourhood + 1) << 32) | (uint)(other + 1);
    }

    private int MostShared(ReadOnlySpan<int> values, int except, int limit)
    {
        int found = -1;
        int most = 0;
        foreach (int value in values)
        {
            int words = ByValue(value);
            if (value != except && words > most && words <= limit)
            {
                (found, most) = (value, words);
            }
        }

        return found;
    }

    private void MoveConditions(Span<int> words, ValueArena values)
    {
        while (!words.IsEmpty)
        {
            int head = words[0];
            for (int i = ConditionFormat.HeadSize; i < ConditionFormat.EndOf(head); i += ConditionFormat.Size)
            {
                ref int value = ref words[i + ConditionFormat.ValuePlace];
                value = Move(value, values);
            }

            words = words[ConditionFormat.SizeOf(head)..];
        }
    }

    /// <summary>Copies a value to another arena when it comes up first.</summary>
    /// <returns>Its new place.</returns>
    private int Move(int place, ValueArena values)
    {
        ref int moved = ref ByValue(place);
        if (moved == 0)
        {
            moved = values.Append(draft.Values.Get(place)) + 1;
        }

        return moved - 1;
    }

    private ref int ByValue(int place) => ref _byValue[place / ValueArena.MinValueSize];
}
