using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ScimFilter.Matching;

/// <summary>
/// Seeded 64-bit hashes of keys: subscribers and producers choose the values, so nobody may be able to choose their places.
/// Multiply and fold, sixteen bytes at a time, after wyhash (Wang Yi, 2019). Immutable and thread-safe.
/// </summary>
internal sealed class KeyHasher
{
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;

    public KeyHasher()
        : this(RandomNumberGenerator.GetBytes(3 * sizeof(ulong)))
    {
    }

    /// <summary>Creates the hashes of a seed of 24 bytes.</summary>
    public KeyHasher(ReadOnlySpan<byte> seed)
    {
        _first = Read(seed, 0) | 1;
        _second = Read(seed, 8) | 1;
        _third = Read(seed, 16) | 1;
    }

    public ulong Hash(ReadOnlySpan<byte> value)
    {
        ulong hash = _first ^ ((ulong)value.Length * _third);
        ReadOnlySpan<byte> rest = value;
        while (rest.Length > 16)
        {
            hash = Mix(Read(rest, 0) ^ _second, Read(rest, 8) ^ hash);
            rest = rest[16..];
        }

        (ulong low, ulong high) = value.Length >= 16
            ? (Read(value, value.Length - 16), Read(value, value.Length - 8))
            : ReadShort(value);
        return Mix(low ^ _second, high ^ hash);
    }

    /// <summary>Gives the hash of a key without values.</summary>
    public ulong Begin(int template) => Mix(_third ^ (ulong)template, _second);

    /// <summary>Gives the hash of a key with one more value.</summary>
    public ulong Combine(ulong key, ulong value) => Mix(key ^ _first, value ^ _third);

    private static (ulong Low, ulong High) ReadShort(ReadOnlySpan<byte> value)
    {
        switch (value.Length)
        {
            case >= 8:
                return (Read(value, 0), Read(value, value.Length - 8));
            case >= 4:
                return (BinaryPrimitives.ReadUInt32LittleEndian(value), BinaryPrimitives.ReadUInt32LittleEndian(value[^4..]));
            case > 0:
                return (((ulong)value[0] << 16) | ((ulong)value[value.Length / 2] << 8) | value[^1], 0);
            default:
                return (0, 0);
        }
    }

    private static ulong Read(ReadOnlySpan<byte> value, int start) => BinaryPrimitives.ReadUInt64LittleEndian(value[start..]);

    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
