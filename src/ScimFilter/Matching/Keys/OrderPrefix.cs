using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// Gives 32-bit numbers that have the order of normalised values, from their beginnings: where the numbers of two values differ, the values
/// need not be compared. Conditions store that of their literal.
/// </summary>
internal static class OrderPrefix
{
    /// <summary>Date-times count in steps of this power of two of seconds, so that all years up to 9999 differ.</summary>
    private const int InstantShift = 7;

    /// <summary>Whether values of a kind have such numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(KeyKind kind) => kind is not (KeyKind.InstantOrExact or KeyKind.InstantOrFolded);

    /// <summary>Gives the number of a value.</summary>
    /// <param name="kind">The kind of the value, for which <see cref="Has"/> holds.</param>
    /// <param name="value">The normalised value.</param>
    public static uint Of(KeyKind kind, ReadOnlySpan<byte> value)
    {
        if (kind == KeyKind.Instant)
        {
            long seconds = BinaryPrimitives.ReadInt64BigEndian(value) ^ long.MinValue;
            return (uint)Math.Clamp(seconds >> InstantShift, 0, uint.MaxValue);
        }

        if (kind == KeyKind.Number && value.Length >= sizeof(uint))
        {
            return BinaryPrimitives.ReadUInt32BigEndian(value);
        }

        bool isText = kind is KeyKind.ExactText or KeyKind.FoldedText;
        uint prefix = 0;
        for (int i = 0; i < sizeof(uint); i++)
        {
            byte next = i < value.Length ? value[i] : (byte)0;
            prefix = (prefix << 8) | (isText ? TextOrder.Rank(next) : next);
        }

        return prefix;
    }
}
