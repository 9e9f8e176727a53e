using System.Buffers;
using System.Globalization;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// The bytes that stand for a value in keys: equal values have equal bytes. This is where case is folded and numbers are normalised, for
/// literals of filters and for values of events alike.
/// </summary>
/// <remarks>
/// The reverse holds too, except for strings that are compared without case and are not ASCII: a few different strings have equal bytes. A
/// key with such a value finds a superset of the subscriptions, and each also checks its comparison; see <c>KeyTerm.Decides</c>.
/// </remarks>
internal static class NormalizedValue
{
    /// <summary>The number of bytes that the sign, the exponent and its mark may take beside the digits of a number.</summary>
    public const int NumberMargin = 24;

    /// <summary>The number of bytes that a byte of a string may become when its case is folded.</summary>
    public const int FoldedSize = 3;

    private const char Unpaired = '\uFFFD';

    /// <summary>Writes a string with its case folded.</summary>
    /// <param name="value">The string.</param>
    /// <param name="target">Takes the bytes; at least <see cref="FoldedSize"/> times as long as the string.</param>
    /// <returns>The number of bytes.</returns>
    public static int Fold(ReadOnlySpan<byte> value, Span<byte> target)
    {
        if (Ascii.ToUpper(value, target, out int written) == OperationStatus.Done)
        {
            return written;
        }

        using var text = new DecodedText(value, stackalloc char[DecodedText.StackCharacters]);
        return FoldCharacters(text.Characters, target);
    }

    /// <summary>Writes a number as its sign, its significant digits and its exponent.</summary>
    /// <param name="text">The number as in JSON.</param>
    /// <param name="target">Takes the bytes; at least <see cref="NumberMargin"/> longer than the text.</param>
    /// <returns>The number of bytes.</returns>
    public static int WriteNumber(ReadOnlySpan<byte> text, Span<byte> target)
    {
        JsonNumber.TrySplit(text, out JsonNumberParts parts);
        ReadOnlySpan<byte> integer = text.Slice(parts.IntegerStart, parts.IntegerLength);
        ReadOnlySpan<byte> fraction = text.Slice(parts.FractionStart, parts.FractionLength);
        integer.CopyTo(target[1..]);
        fraction.CopyTo(target[(1 + integer.Length)..]);
        Span<byte> digits = target.Slice(1, integer.Length + fraction.Length);
        int leadingZeros = digits.Length - digits.TrimStart((byte)'0').Length;
        digits = digits[leadingZeros..].TrimEnd((byte)'0');
        if (digits.IsEmpty)
        {
            target[0] = (byte)'0';
            return 1;
        }

        digits.CopyTo(target[1..]);
        return WriteSignAndExponent(target, parts.Negative, digits.Length, parts.Exponent + integer.Length - leadingZeros);
    }

    /// <summary>Gives the bytes of a number, as <see cref="WriteNumber"/> writes them.</summary>
    public static byte[] OfNumber(ExactDecimal number)
    {
        if (number.Sign == 0)
        {
            return "0"u8.ToArray();
        }

        byte[] value = new byte[number.Digits.Length + NumberMargin];
        Encoding.ASCII.GetBytes(number.Digits, value.AsSpan(1));
        return value[..WriteSignAndExponent(value, number.Sign < 0, number.Digits.Length, number.Exponent)];
    }

    private static int WriteSignAndExponent(Span<byte> target, bool negative, int digits, long exponent)
    {
        target[0] = negative ? (byte)'-' : (byte)'+';
        target[1 + digits] = (byte)'e';
        exponent.TryFormat(target[(digits + 2)..], out int written, default, CultureInfo.InvariantCulture);
        return digits + 2 + written;
    }

    /// <summary>
    /// Folds one character after the other. All surrogates become one character: only the comparison itself knows their case.
    /// </summary>
    private static int FoldCharacters(ReadOnlySpan<char> text, Span<byte> target)
    {
        int written = 0;
        foreach (char character in text)
        {
            var folded = new Rune(char.IsSurrogate(character) ? Unpaired : ToUpper(character));
            written += folded.EncodeToUtf8(target[written..]);
        }

        return written;
    }

    /// <summary>
    /// Folds a character. Some letters beyond ASCII, such as U+017F, have an ASCII capital and yet do not equal it under
    /// <see cref="StringComparison.OrdinalIgnoreCase"/>: those stay as they are.
    /// </summary>
    private static char ToUpper(char character)
    {
        char upper = char.ToUpperInvariant(character);
        bool becomesAscii = char.IsAscii(upper) && !char.IsAscii(character);
        return becomesAscii && !new ReadOnlySpan<char>(in character).Equals([upper], StringComparison.OrdinalIgnoreCase) ? character
            : upper;
    }
}
