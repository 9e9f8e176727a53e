using System.Numerics;
using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Records;

/// <summary>
/// The subscriptions of a segment that are no more. Later deletions come to the same arrays, so that each costs its own bits and
/// little more; what a reader holds knows how many there are for it. One thread at a time may delete.
/// </summary>
internal sealed class Deletions
{
    private readonly DeletedNumbers _numbers;
    private readonly ulong[] _bits;

    private Deletions(DeletedNumbers numbers) => (_numbers, _bits, Count) = (numbers, numbers.Bits, numbers.Count);

    public int Count { get; }

    /// <summary>Gives deletions with one more.</summary>
    public static Deletions With(Deletions? deletions, int segmentSize, int subscription)
    {
        DeletedNumbers numbers = NumbersOf(deletions, segmentSize);
        numbers.Add(subscription);
        return new Deletions(numbers);
    }

    /// <summary>Gives deletions of all subscriptions before one as well.</summary>
    public static Deletions WithFirst(Deletions? deletions, int segmentSize, int end)
    {
        DeletedNumbers numbers = NumbersOf(deletions, segmentSize);
        numbers.AddFirst(end);
        return new Deletions(numbers);
    }

    /// <summary>Whether a subscription is deleted: looks at one word, and at a rank when there were deletions since.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int subscription)
    {
        ulong[] bits = _bits;
        int word = subscription >> DeletedNumbers.WordBits;
        return (uint)word < (uint)bits.Length && (Volatile.Read(ref bits[word]) >> subscription & 1) != 0 && _numbers.IsAmongFirst(Count, subscription);
    }

    /// <summary>Gives what was deleted between two moments.</summary>
    public static IEnumerable<int> Between(Deletions? earlier, Deletions? later)
    {
        for (int word = 0; word < later?._bits.Length; word++)
        {
            for (ulong left = Volatile.Read(ref later._bits[word]); left != 0; left &= left - 1)
            {
                int subscription = (word << DeletedNumbers.WordBits) + BitOperations.TrailingZeroCount(left);
                if (later.Contains(subscription) && earlier?.Contains(subscription) != true)
                {
                    yield return subscription;
                }
            }
        }
    }

    /// <summary>Gives the numbers to which can be added. A deletion that was never shared, as the change it was part of failed, is left behind.</summary>
    private static DeletedNumbers NumbersOf(Deletions? deletions, int segmentSize) =>
        deletions is null ? new DeletedNumbers(segmentSize)
        : deletions._numbers.Count == deletions.Count && deletions._numbers.HaveRoom(segmentSize) ? deletions._numbers
        : new DeletedNumbers(segmentSize, deletions._numbers, deletions.Count);
}
