using System.Numerics;

namespace ScimFilter.Matching.Records;

/// <summary>
/// The numbers of tombstoned subscriptions as bits, and for each number its rank: how many numbers there were once it was added. Shared by
/// all <see cref="Tombstones"/> of a segment; each of them counts the ranks up to its own count.
/// </summary>
/// <remarks>
/// One thread adds while others read. The rank is written first, then the count, then the bit: a reader that sees a bit also sees its rank
/// and a count that includes it.
/// </remarks>
internal sealed class TombstoneBits
{
    /// <summary>The number of bits of a word, as a power of two.</summary>
    public const int WordBits = 6;

    private const int ChunkBits = 8;
    private const int ChunkSize = 1 << ChunkBits;

    /// <summary>The ranks in chunks; null where a chunk has no tombstones.</summary>
    private readonly int[]?[] _ranks;

    private int _count;

    /// <summary>Creates bits that are all clear.</summary>
    /// <param name="size">The number above all subscription numbers.</param>
    public TombstoneBits(int size)
    {
        Bits = new ulong[BitOperations.RoundUpToPowerOf2(((uint)size >> WordBits) + 1)];
        _ranks = new int[(Bits.Length >> (ChunkBits - WordBits)) + 1][];
    }

    /// <summary>Copies the first of other numbers.</summary>
    /// <param name="size">The number above all subscription numbers.</param>
    /// <param name="other">The other numbers.</param>
    /// <param name="count">How many of them.</param>
    public TombstoneBits(int size, TombstoneBits other, int count)
        : this(size)
    {
        for (int i = 0; i < other._ranks.Length; i++)
        {
            _ranks[i] = (int[]?)other._ranks[i]?.Clone();
        }

        for (int word = 0; word < other.Bits.Length; word++)
        {
            for (ulong left = other.Bits[word]; left != 0; left &= left - 1)
            {
                int bit = BitOperations.TrailingZeroCount(left);
                Bits[word] |= other.RankOf((word << WordBits) + bit) <= count ? 1UL << bit : 0;
            }
        }

        _count = count;
    }

    /// <summary>Gets the bits. They are written to as numbers are added.</summary>
    public ulong[] Bits { get; }

    /// <summary>Gets how many numbers there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether there are bits for all numbers below one.</summary>
    public bool HasCapacity(int size) => size <= (long)Bits.Length << WordBits;

    /// <summary>Adds a number that is not among them.</summary>
    public void Add(int number)
    {
        SetRank(number, _count + 1);
        Volatile.Write(ref _count, _count + 1);
        ref ulong bits = ref Bits[number >> WordBits];
        Volatile.Write(ref bits, bits | (1UL << number));
    }

    /// <summary>Adds all numbers below one.</summary>
    public void AddFirst(int end)
    {
        int count = _count;
        for (int number = 0; number < end; number++)
        {
            count += Has(number) ? 0 : 1;
        }

        for (int number = 0; number < end; number++)
        {
            if (!Has(number))
            {
                SetRank(number, count);
            }
        }

        Volatile.Write(ref _count, count);
        for (int first = 0; first < end; first += 1 << WordBits)
        {
            int after = end - first;
            ref ulong bits = ref Bits[first >> WordBits];
            Volatile.Write(ref bits, bits | (after < 1 << WordBits ? (1UL << after) - 1 : ulong.MaxValue));
        }
    }

    /// <summary>Whether a number whose bit is set was added before there were more than this many.</summary>
    public bool IsAmongFirst(int count, int number) => Count == count || RankOf(number) <= count;

    private bool Has(int number) => (Bits[number >> WordBits] >> number & 1) != 0;

    private int RankOf(int number) => _ranks[number >> ChunkBits]![number & (ChunkSize - 1)];

    private void SetRank(int number, int rank) => (_ranks[number >> ChunkBits] ??= new int[ChunkSize])[number & (ChunkSize - 1)] = rank;
}
