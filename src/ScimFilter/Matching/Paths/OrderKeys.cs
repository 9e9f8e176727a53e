using System.Buffers.Binary;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Gives 64-bit numbers that have the order of normalised values: eight bytes behind a beginning that all literals share. Values that
/// differ further behind have equal numbers.
/// </summary>
/// <param name="shared">The beginning that all literals share.</param>
/// <param name="isText">Whether values are strings, whose bytes are ordered by <see cref="TextOrder"/>.</param>
internal readonly struct OrderKeys(byte[] shared, bool isText)
{
    /// <summary>Gets the beginning that all literals share.</summary>
    public byte[] Shared => shared;

    /// <summary>Gives the number of a value, which is lowest for values below all literals, and highest for values above all.</summary>
    public ulong Of(ReadOnlySpan<byte> value)
    {
        int common = value.CommonPrefixLength(shared);
        if (common == shared.Length)
        {
            return Read(value[common..]);
        }

        return common == value.Length || RankOf(value[common]) < RankOf(shared[common]) ? ulong.MinValue : ulong.MaxValue;
    }

    private byte RankOf(byte value) => isText ? TextOrder.Rank(value) : value;

    private ulong Read(ReadOnlySpan<byte> bytes)
    {
        if (!isText && bytes.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }

        ulong number = 0;
        for (int i = 0; i < sizeof(ulong); i++)
        {
            number = (number << 8) | (i < bytes.Length ? RankOf(bytes[i]) : (byte)0);
        }

        return number;
    }
}
