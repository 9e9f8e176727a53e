using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ScimFilter.Matching;

/// <summary>
/// Seeded 64-bit hashes of keys: subscribers and producers choose the values, so nobody may be able to choose their places.
/// Multiply and fold, sixteen bytes at a time, after wyhash (Wang Yi, 2019). Immutable and thread-safe.
/// </summary>
internal sealed class KeyHasher
{
    private const int SeedSize = 3 * sizeof(ulong);

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;

    public KeyHasher()
        : this(RandomNumberGenerator.GetBytes(SeedSize))
    {
    }

    /// <summary>Creates the hashes of a seed of 24 bytes.</summary>
    public KeyHasher(ReadOnlySpan<byte> seed)
    {
        ref byte bytes = ref MemoryMarshal.GetReference(seed[..SeedSize]);
        _first = Read(ref bytes, 0) | 1;
        _second = Read(ref bytes, sizeof(ulong)) | 1;
        _third = Read(ref bytes, 2 * sizeof(ulong)) | 1;
    }

    public ulong Hash(ReadOnlySpan<byte> value)
    {
        ref byte bytes = ref MemoryMarshal.GetReference(value);
        int length = value.Length;
        ulong hash = _first ^ ((ulong)length * _third);
        if (length < 16)
        {
            (ulong low, ulong high) = ReadShort(ref bytes, length);
            return Mix(low ^ _second, high ^ hash);
        }

        for (int i = 0; i < length - 16; i += 16)
        {
            hash = Mix(Read(ref bytes, i) ^ _second, Read(ref bytes, i + 8) ^ hash);
        }

        return Mix(Read(ref bytes, length - 16) ^ _second, Read(ref bytes, length - 8) ^ hash);
    }

    /// <summary>Gives the hash of a key without values.</summary>
    public ulong Begin(int template) => Mix(_third ^ (ulong)template, _second);

    /// <summary>Gives the hash of a key with one more value.</summary>
    public ulong Combine(ulong key, ulong value) => Mix(key ^ _first, value ^ _third);

    private static (ulong Low, ulong High) ReadShort(ref byte bytes, int length) => length switch
    {
        >= 8 => (Read(ref bytes, 0), Read(ref bytes, length - 8)),
        >= 4 => (Unsafe.ReadUnaligned<uint>(ref bytes), Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, length - 4))),
        > 0 => (((ulong)bytes << 16) | ((ulong)Unsafe.Add(ref bytes, length / 2) << 8) | Unsafe.Add(ref bytes, length - 1), 0),
        _ => (0, 0),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref byte bytes, int start) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, start));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
