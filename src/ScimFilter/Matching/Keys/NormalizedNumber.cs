using System.Buffers.Binary;
using ScimFilter.Ast;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// Writes numbers so that their bytes have the order of their values: a smaller number has smaller bytes, and equal numbers have equal
/// bytes.
/// </summary>
/// <remarks>
/// <code>
/// zero      0x80
/// positive  exponent | pairs of digits, each plus one
/// exponent  0xC0 + exponent for -60 to 60; 0xFD | 8 bytes for a larger one; 0x83 | 8 bytes for a smaller one
/// negative  the complement of the bytes of the positive number | 0xFF
/// </code>
/// The value is 0.d1d2d3… × 10^exponent; neither the first nor the last digit is zero.
/// </remarks>
internal static class NormalizedNumber
{
    /// <summary>The number of bytes that a number takes beside its digits.</summary>
    public const int Margin = 16;

    private const byte Zero = 0x80;
    private const byte NoExponent = 0xC0;
    private const byte LargeExponent = 0xFD;
    private const byte SmallExponent = 0x83;
    private const int LargestInline = 60;
    private const int HeadSize = 1 + sizeof(long);

    /// <summary>Writes a number.</summary>
    /// <param name="text">The number as in JSON.</param>
    /// <param name="target">Takes the bytes; at least <see cref="Margin"/> longer than the text.</param>
    /// <returns>The number of bytes.</returns>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> target)
    {
        JsonNumber.TrySplit(text, out JsonNumberParts parts);
        ReadOnlySpan<byte> integer = text.Slice(parts.IntegerStart, parts.IntegerLength);
        ReadOnlySpan<byte> fraction = text.Slice(parts.FractionStart, parts.FractionLength);

        // The digits are gathered behind the place of the longest head, and packed to the left from there.
        integer.CopyTo(target[HeadSize..]);
        fraction.CopyTo(target[(HeadSize + integer.Length)..]);
        Span<byte> digits = target.Slice(HeadSize, integer.Length + fraction.Length);
        int leadingZeros = digits.Length - digits.TrimStart((byte)'0').Length;
        digits = digits[leadingZeros..].TrimEnd((byte)'0');
        return Write(parts.Negative, digits, parts.Exponent + integer.Length - leadingZeros, target);
    }

    /// <summary>Gives the bytes of a number.</summary>
    public static byte[] Of(ExactDecimal number)
    {
        byte[] bytes = new byte[number.Digits.Length + Margin];
        Span<byte> digits = bytes.AsSpan(HeadSize, number.Digits.Length);
        for (int i = 0; i < digits.Length; i++)
        {
            digits[i] = (byte)number.Digits[i];
        }

        return bytes[..Write(number.Sign < 0, digits, number.Exponent, bytes)];
    }

    /// <summary>Gives a number as JSON: <c>0.125e3</c>.</summary>
    /// <param name="value">The bytes.</param>
    public static string Read(ReadOnlySpan<byte> value)
    {
        if (value[0] == Zero)
        {
            return "0";
        }

        bool isNegative = value[0] < Zero;
        byte[] bytes = isNegative ? [.. value[..^1]] : [.. value];
        for (int i = 0; i < bytes.Length && isNegative; i++)
        {
            bytes[i] = (byte)~bytes[i];
        }

        bool isInline = bytes[0] is not (LargeExponent or SmallExponent);
        long exponent = isInline ? bytes[0] - NoExponent : BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)) ^ long.MinValue;
        string digits = string.Concat(bytes.Skip(isInline ? 1 : HeadSize).Select(pair => $"{pair - 1:00}"));
        return $"{(isNegative ? "-" : "")}0.{digits}e{exponent}";
    }

    private static int Write(bool isNegative, ReadOnlySpan<byte> digits, long exponent, Span<byte> target)
    {
        if (digits.IsEmpty)
        {
            target[0] = Zero;
            return 1;
        }

        int length = WriteExponent(exponent, target);
        for (int i = 0; i < digits.Length; i += 2)
        {
            int second = i + 1 < digits.Length ? digits[i + 1] - '0' : 0;
            target[length++] = (byte)(((digits[i] - '0') * 10) + second + 1);
        }

        return isNegative ? Negate(target, length) : length;
    }

    private static int WriteExponent(long exponent, Span<byte> target)
    {
        if (exponent is >= -LargestInline and <= LargestInline)
        {
            target[0] = (byte)(NoExponent + exponent);
            return 1;
        }

        target[0] = exponent > 0 ? LargeExponent : SmallExponent;
        BinaryPrimitives.WriteInt64BigEndian(target[1..], exponent ^ long.MinValue);
        return HeadSize;
    }

    /// <summary>Complements the bytes. The last one makes a number that has more digits smaller.</summary>
    private static int Negate(Span<byte> target, int length)
    {
        for (int i = 0; i < length; i++)
        {
            target[i] = (byte)~target[i];
        }

        target[length] = byte.MaxValue;
        return length + 1;
    }
}
