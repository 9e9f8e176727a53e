using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Intervals of 64-bit numbers, each with a group, in arrays: what an <see cref="IntervalTree"/> is to intervals that are added one by one,
/// this is to those that are known at once. Immutable.
/// </summary>
/// <remarks>
/// The intervals are sorted by their lower ends. Each level has one entry for a block of the level below: the lowest lower end and the
/// highest upper end. A search compares a block at a time, by vectors. Numbers are signed, as vectors compare those.
/// </remarks>
internal sealed class FlatIntervals
{
    private const int Block = 16;
    private const ulong Sign = 1UL << 63;

    /// <summary>The lower and the upper ends of each level, the intervals first.</summary>
    private readonly long[][] _lows;
    private readonly long[][] _highs;
    private readonly int[] _counts;
    private readonly int[] _groups;

    /// <summary>Creates the arrays.</summary>
    /// <param name="lows">The lower ends, ascending.</param>
    /// <param name="highs">The upper ends.</param>
    /// <param name="groups">The groups.</param>
    public FlatIntervals(ReadOnlySpan<ulong> lows, ReadOnlySpan<ulong> highs, ReadOnlySpan<int> groups)
    {
        _groups = groups.ToArray();
        var lowLevels = new List<long[]>();
        var highLevels = new List<long[]>();
        var counts = new List<int>();
        long[] low = Signed(lows, long.MaxValue);
        long[] high = Signed(highs, long.MinValue);
        int count = lows.Length;
        while (true)
        {
            lowLevels.Add(low);
            highLevels.Add(high);
            counts.Add(count);
            if (count <= Block)
            {
                break;
            }

            count = (count + Block - 1) / Block;
            (low, high) = (Summary(low, count, long.MaxValue, static block => block[0]), Summary(high, count, long.MinValue, Highest));
        }

        (_lows, _highs, _counts) = ([.. lowLevels], [.. highLevels], [.. counts]);
    }

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes => _lows.Sum(level => 2L * sizeof(long) * level.Length) + ((long)sizeof(int) * _groups.Length);

    /// <summary>Adds the groups of the intervals that touch an interval to a list.</summary>
    /// <param name="low">Its lower end.</param>
    /// <param name="high">Its upper end.</param>
    /// <param name="groups">Takes the groups.</param>
    public void Find(ulong low, ulong high, NumberList groups)
    {
        if (_groups.Length > 0)
        {
            Find(_lows.Length - 1, 0, (long)(low ^ Sign), (long)(high ^ Sign), groups);
        }
    }

    private void Find(int level, int start, long low, long high, NumberList groups)
    {
        for (uint touching = Touching(level, start, low, high); touching != 0; touching &= touching - 1)
        {
            int place = start + BitOperations.TrailingZeroCount(touching);
            if (level > 0)
            {
                Find(level - 1, place * Block, low, high, groups);
            }
            else
            {
                groups.Add(_groups[place]);
            }
        }
    }

    /// <summary>Finds the entries of a block that touch an interval.</summary>
    /// <returns>The entries as bits.</returns>
    private uint Touching(int level, int start, long low, long high)
    {
        ref long lows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lows[level]), start);
        ref long highs = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_highs[level]), start);
        var least = Vector256.Create(low);
        var greatest = Vector256.Create(high);
        uint touching = 0;
        for (int i = 0; i < Block; i += Vector256<long>.Count)
        {
            Vector256<long> begins = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref lows, (nuint)i), greatest);
            Vector256<long> ends = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref highs, (nuint)i), least);
            touching |= (begins & ends).ExtractMostSignificantBits() << i;
        }

        // What fills the last block is not found.
        int count = _counts[level] - start;
        return count >= Block ? touching : touching & ((1U << count) - 1);
    }

    /// <summary>Gives numbers as signed ones of the same order, with a whole block at the end.</summary>
    private static long[] Signed(ReadOnlySpan<ulong> numbers, long padding)
    {
        long[] signed = Padded(numbers.Length, padding);
        for (int i = 0; i < numbers.Length; i++)
        {
            signed[i] = (long)(numbers[i] ^ Sign);
        }

        return signed;
    }

    private static long[] Summary(long[] numbers, int blocks, long padding, Func<ReadOnlySpan<long>, long> select)
    {
        long[] summary = Padded(blocks, padding);
        for (int i = 0; i < blocks; i++)
        {
            summary[i] = select(numbers.AsSpan(i * Block, Block));
        }

        return summary;
    }

    private static long[] Padded(int count, long padding)
    {
        long[] padded = new long[(count + Block - 1) / Block * Block];
        Array.Fill(padded, padding, count, padded.Length - count);
        return padded;
    }

    private static long Highest(ReadOnlySpan<long> numbers)
    {
        long highest = long.MinValue;
        foreach (long number in numbers)
        {
            highest = Math.Max(highest, number);
        }

        return highest;
    }
}
