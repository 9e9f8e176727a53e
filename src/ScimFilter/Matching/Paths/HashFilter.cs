using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// A bitmap of hashes (Bloom, Communications of the ACM 1970, with one bit for each): a hash whose bit is clear was not added. Small enough
/// for a cache where the table behind it is not. One thread adds while others read.
/// </summary>
internal readonly struct HashFilter
{
    private const uint Spread = 0x9E37_79B1;

    private readonly ulong[] _words;
    private readonly int _shift;

    /// <summary>Creates an empty filter.</summary>
    /// <param name="bits">The number of bits, a power of two that is at least 64.</param>
    public HashFilter(int bits) => (_words, _shift) = (new ulong[bits / 64], (sizeof(uint) * 8) - BitOperations.Log2((uint)bits));

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes => (long)sizeof(ulong) * _words.Length;

    /// <summary>Whether a hash may have been added. The lowest bit of a hash does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHave(uint hash)
    {
        uint bit = BitOf(hash);
        return (Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), bit >> 6) >> (int)bit & 1) != 0;
    }

    /// <summary>Adds a hash.</summary>
    public void Add(uint hash)
    {
        uint bit = BitOf(hash);
        ref ulong word = ref _words[bit >> 6];
        Volatile.Write(ref word, word | (1UL << (int)bit));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint BitOf(uint hash) => ((hash | 1) * Spread) >> _shift;
}
