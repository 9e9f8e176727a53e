namespace ScimFilter.Matching.Tables;

/// <summary>Gives the hashes of numbers anew. Their memory is asked for a step earlier, in two steps where one leads to the other.</summary>
internal interface IHashSource
{
    void Ask(int number);

    void AskFurther(int number);

    ulong HashOf(int number);
}

/// <summary>Moves the numbers of a table to a larger one, some at a time, so that memory is not waited for by each of them.</summary>
internal static class Rehashing
{
    private const int AtOnce = 32;

    /// <summary>Adds the numbers of one table to another.</summary>
    public static void Move<TSource>(HashSlots from, HashSlots to, TSource source)
        where TSource : IHashSource
    {
        Span<int> numbers = stackalloc int[AtOnce];
        Span<ulong> hashes = stackalloc ulong[AtOnce];
        int count = 0;
        foreach (int number in from.Numbers())
        {
            source.Ask(number);
            numbers[count++] = number;
            if (count == AtOnce)
            {
                Add(to, numbers, hashes, source);
                count = 0;
            }
        }

        Add(to, numbers[..count], hashes, source);
    }

    private static void Add<TSource>(HashSlots to, ReadOnlySpan<int> numbers, Span<ulong> hashes, TSource source)
        where TSource : IHashSource
    {
        foreach (int number in numbers)
        {
            source.AskFurther(number);
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            hashes[i] = source.HashOf(numbers[i]);
            to.Ask(to.BucketOf(hashes[i]));
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            to.Add(hashes[i], numbers[i]);
        }
    }
}
