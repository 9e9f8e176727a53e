using System.Numerics;
using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Records;

/// <summary>
/// The removed subscriptions of a segment, at one moment. All tombstones of a segment share the same bits, so that a removal costs one bit
/// and one rank instead of a copy; each knows how many there were at its moment. One thread at a time adds; any thread may read.
/// </summary>
internal sealed class Tombstones
{
    private readonly TombstoneBits _numbers;
    private readonly ulong[] _bits;

    private Tombstones(TombstoneBits numbers) => (_numbers, _bits, Count) = (numbers, numbers.Bits, numbers.Count);

    /// <summary>Gets the number of tombstoned subscriptions.</summary>
    public int Count { get; }

    /// <summary>Gives tombstones with one more.</summary>
    /// <param name="tombstones">The tombstones so far; null if none.</param>
    /// <param name="segmentSize">The number of subscriptions of the segment.</param>
    /// <param name="subscription">The subscription, which has no tombstone.</param>
    public static Tombstones With(Tombstones? tombstones, int segmentSize, int subscription)
    {
        TombstoneBits numbers = NumbersOf(tombstones, segmentSize);
        numbers.Add(subscription);
        return new Tombstones(numbers);
    }

    /// <summary>Gives tombstones that also include all subscriptions below one.</summary>
    public static Tombstones WithFirst(Tombstones? tombstones, int segmentSize, int end)
    {
        TombstoneBits numbers = NumbersOf(tombstones, segmentSize);
        numbers.AddFirst(end);
        return new Tombstones(numbers);
    }

    /// <summary>Whether a subscription is tombstoned. Reads one word; the rank too, when subscriptions were removed later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int subscription)
    {
        ulong[] bits = _bits;
        int word = subscription >> TombstoneBits.WordBits;
        return (uint)word < (uint)bits.Length
            && (Volatile.Read(ref bits[word]) >> subscription & 1) != 0
            && _numbers.IsAmongFirst(Count, subscription);
    }

    /// <summary>Gives the subscriptions that were removed between two moments.</summary>
    public static IEnumerable<int> Between(Tombstones? earlier, Tombstones? later)
    {
        for (int word = 0; word < later?._bits.Length; word++)
        {
            for (ulong left = Volatile.Read(ref later._bits[word]); left != 0; left &= left - 1)
            {
                int subscription = (word << TombstoneBits.WordBits) + BitOperations.TrailingZeroCount(left);
                if (later.Contains(subscription) && earlier?.Contains(subscription) != true)
                {
                    yield return subscription;
                }
            }
        }
    }

    /// <summary>
    /// Gives the bits to which can be added. If they have more numbers than these tombstones, the change that added the rest failed and was
    /// never published: then the bits are copied without the rest.
    /// </summary>
    private static TombstoneBits NumbersOf(Tombstones? tombstones, int segmentSize) =>
        tombstones is null ? new TombstoneBits(segmentSize)
        : tombstones._numbers.Count == tombstones.Count && tombstones._numbers.HasCapacity(segmentSize) ? tombstones._numbers
        : new TombstoneBits(segmentSize, tombstones._numbers, tombstones.Count);
}
