using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ScimFilter.Matching.Tables;

/// <summary>
/// 64-bit hashes of values and keys with a random seed per index. Subscribers and producers choose the values; without the seed they cannot
/// choose values that collide. Multiplies and folds sixteen bytes at a time, after wyhash (Wang Yi, 2019). Immutable and thread-safe.
/// </summary>
internal sealed class KeyHasher
{
    /// <summary>The number of bytes that one step hashes.</summary>
    public const int Block = 16;

    private const int SeedSize = 3 * sizeof(ulong);

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;

    /// <summary>Creates a hasher with a random seed.</summary>
    public KeyHasher()
        : this(RandomNumberGenerator.GetBytes(SeedSize))
    {
    }

    /// <summary>Creates a hasher with a given seed of 24 bytes.</summary>
    public KeyHasher(ReadOnlySpan<byte> seed)
    {
        ref byte bytes = ref MemoryMarshal.GetReference(seed[..SeedSize]);
        _first = Read(ref bytes, 0) | 1;
        _second = Read(ref bytes, sizeof(ulong)) | 1;
        _third = Read(ref bytes, 2 * sizeof(ulong)) | 1;
    }

    /// <summary>Gets the hash of a key without values.</summary>
    public ulong Empty => _second;

    /// <summary>Hashes a value.</summary>
    public ulong Hash(ReadOnlySpan<byte> value)
    {
        if (value.Length >= Block)
        {
            return Hash(ref MemoryMarshal.GetReference(value), value.Length);
        }

        Span<byte> block = stackalloc byte[Block];
        block.Clear();
        value.CopyTo(block);
        return Hash(ref MemoryMarshal.GetReference(block), value.Length);
    }

    /// <summary>Hashes a value behind whose end <see cref="Block"/> more bytes are readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash(ref byte bytes, int length)
    {
        ulong hash = _first ^ ((ulong)length * _third);
        if (length < Block)
        {
            // The masks drop the bytes behind the value. A shift by 64 would shift by zero, hence the two cases.
            int bits = length * 8;
            ulong low = Read(ref bytes, 0) & (bits >= 64 ? ulong.MaxValue : (1UL << bits) - 1);
            ulong high = Read(ref bytes, 8) & (bits <= 64 ? 0 : (1UL << bits) - 1);
            return Mix(low ^ _second, high ^ hash);
        }

        for (int i = 0; i < length - Block; i += Block)
        {
            hash = Mix(Read(ref bytes, i) ^ _second, Read(ref bytes, i + 8) ^ hash);
        }

        return Mix(Read(ref bytes, length - Block) ^ _second, Read(ref bytes, length - 8) ^ hash);
    }

    /// <summary>Gives the hash of a key with one more value.</summary>
    /// <param name="key">The hash of the key so far.</param>
    /// <param name="value">The hash of the value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Combine(ulong key, ulong value) => Mix(key ^ _first, value ^ _third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte bytes, int start) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, start));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
