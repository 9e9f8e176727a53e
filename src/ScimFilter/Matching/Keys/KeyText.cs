using System.Buffers;
using System.Globalization;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// The bytes by which values are keys: equal for equal values. Only for text that is not ASCII, and ignores case, may they be
/// equal for values that are not; such a key finds a subscription, and the comparison itself decides.
/// </summary>
internal static class KeyText
{
    private const char Unpaired = '\uFFFD';

    /// <summary>Writes the key of a string that is compared without case.</summary>
    /// <param name="value">The string.</param>
    /// <param name="key">At least three times as long.</param>
    /// <returns>The length of the key.</returns>
    public static int Fold(ReadOnlySpan<byte> value, Span<byte> key)
    {
        if (Ascii.ToUpper(value, key, out int written) == OperationStatus.Done)
        {
            return written;
        }

        using var text = new DecodedText(value, stackalloc char[DecodedText.StackCharacters]);
        return FoldCharacters(text.Characters, key);
    }

    /// <summary>Writes the key of a number: its sign, its digits and its exponent.</summary>
    /// <param name="text">The number as JSON has it.</param>
    /// <param name="key">At least 24 bytes longer.</param>
    /// <returns>The length of the key.</returns>
    public static int WriteNumber(ReadOnlySpan<byte> text, Span<byte> key)
    {
        JsonNumber.TrySplit(text, out JsonNumberParts parts);
        ReadOnlySpan<byte> integer = text.Slice(parts.IntegerStart, parts.IntegerLength);
        ReadOnlySpan<byte> fraction = text.Slice(parts.FractionStart, parts.FractionLength);
        integer.CopyTo(key[1..]);
        fraction.CopyTo(key[(1 + integer.Length)..]);
        Span<byte> digits = key.Slice(1, integer.Length + fraction.Length);
        int leadingZeros = digits.Length - digits.TrimStart((byte)'0').Length;
        digits = digits[leadingZeros..].TrimEnd((byte)'0');
        if (digits.IsEmpty)
        {
            key[0] = (byte)'0';
            return 1;
        }

        digits.CopyTo(key[1..]);
        return Finish(key, parts.Negative, digits.Length, parts.Exponent + integer.Length - leadingZeros);
    }

    /// <summary>Gives the key of a number.</summary>
    public static byte[] OfNumber(ExactDecimal number)
    {
        if (number.Sign == 0)
        {
            return "0"u8.ToArray();
        }

        byte[] key = new byte[number.Digits.Length + 24];
        Encoding.ASCII.GetBytes(number.Digits, key.AsSpan(1));
        return key[..Finish(key, number.Sign < 0, number.Digits.Length, number.Exponent)];
    }

    private static int Finish(Span<byte> key, bool negative, int digits, long exponent)
    {
        key[0] = negative ? (byte)'-' : (byte)'+';
        key[1 + digits] = (byte)'e';
        exponent.TryFormat(key[(digits + 2)..], out int written, default, CultureInfo.InvariantCulture);
        return digits + 2 + written;
    }

    /// <summary>Character by character; pairs of surrogates, whose case only the comparison itself knows, all become one.</summary>
    private static int FoldCharacters(ReadOnlySpan<char> text, Span<byte> key)
    {
        int written = 0;
        foreach (char character in text)
        {
            var folded = new Rune(char.IsSurrogate(character) ? Unpaired : Fold(character));
            written += folded.EncodeToUtf8(key[written..]);
        }

        return written;
    }

    /// <summary>Some letters, like U+017F, have a capital among ASCII and yet do not equal it when case is ignored.</summary>
    private static char Fold(char character)
    {
        char upper = char.ToUpperInvariant(character);
        return char.IsAscii(upper) && !char.IsAscii(character) && !new ReadOnlySpan<char>(in character).Equals([upper], StringComparison.OrdinalIgnoreCase)
            ? character
            : upper;
    }
}
