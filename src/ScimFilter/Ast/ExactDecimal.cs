using System.Globalization;

namespace ScimFilter.Ast;

/// <summary>
/// A JSON number with its exact decimal value (RFC 8259 section 6): 2^53 + 1 is not 2^53, and 1.0 is 1.
/// </summary>
/// <remarks>
/// The value is <c>0.d1d2d3… × 10^Exponent</c> with neither leading nor trailing zeros, so equal values have equal parts.
/// </remarks>
public readonly record struct ExactDecimal : IComparable<ExactDecimal>
{
    /// <summary>The largest size of a written exponent; larger ones are refused. Zero may have any.</summary>
    public const int MaxExponent = 999_999_999;

    private readonly string? _digits;

    private ExactDecimal(int sign, string digits, int exponent)
    {
        Sign = sign;
        _digits = digits;
        Exponent = exponent;
    }

    /// <summary>Gets -1, 0 or 1.</summary>
    public int Sign { get; }

    /// <summary>Gets the power of ten in front of the first digit.</summary>
    internal int Exponent { get; }

    /// <summary>Gets the significant digits, the first and the last not zero; empty for zero. Every text of the value has them.</summary>
    internal string Digits => _digits ?? "";

    /// <summary>Reads a JSON number.</summary>
    /// <param name="text">The text, nothing around it.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether the text is a JSON number whose exponent is within <see cref="MaxExponent"/>.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactDecimal value)
    {
        value = default;
        if (!JsonNumber.TrySplit(text, out JsonNumberParts parts))
        {
            return false;
        }

        ReadOnlySpan<char> integer = text.Slice(parts.IntegerStart, parts.IntegerLength);
        ReadOnlySpan<char> fraction = text.Slice(parts.FractionStart, parts.FractionLength);
        string digits = string.Concat(integer, fraction);
        string significant = digits.TrimStart('0');
        int leadingZeros = digits.Length - significant.Length;
        significant = significant.TrimEnd('0');
        if (significant.Length == 0)
        {
            return true;
        }

        if (parts.Exponent is < -MaxExponent or > MaxExponent)
        {
            return false;
        }

        int exponent = (int)parts.Exponent + parts.IntegerLength - leadingZeros;
        value = new ExactDecimal(parts.Negative ? -1 : 1, significant, exponent);
        return true;
    }

    /// <summary>Gives the exact decimal value of an integer.</summary>
    /// <param name="value">The integer.</param>
    public static ExactDecimal FromInt64(long value) =>
        TryParse(value.ToString(CultureInfo.InvariantCulture), out ExactDecimal number) ? number : default;

    /// <summary>Gives the exact decimal value of a decimal.</summary>
    /// <param name="value">The decimal; its trailing zeros have no meaning.</param>
    public static ExactDecimal FromDecimal(decimal value) =>
        TryParse(value.ToString(CultureInfo.InvariantCulture), out ExactDecimal number) ? number : default;

    /// <inheritdoc/>
    public int CompareTo(ExactDecimal other)
    {
        if (Sign != other.Sign || Sign == 0)
        {
            return Sign.CompareTo(other.Sign);
        }

        int magnitude = Exponent != other.Exponent
            ? Exponent.CompareTo(other.Exponent)
            : string.CompareOrdinal(Digits, other.Digits);
        return Sign * Math.Sign(magnitude);
    }

    /// <summary>Whether one number is less than another.</summary>
    public static bool operator <(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) < 0;

    /// <summary>Whether one number is less than or equal to another.</summary>
    public static bool operator <=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one number is greater than another.</summary>
    public static bool operator >(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) > 0;

    /// <summary>Whether one number is greater than or equal to another.</summary>
    public static bool operator >=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// Gives the one canonical JSON text of the value: plain when that is short, with an exponent when it is not. The exponent is within
    /// <see cref="MaxExponent"/>, so the text reads back as the value.
    /// </summary>
    public override string ToString()
    {
        const int longestPlain = 21;
        if (Sign == 0)
        {
            return "0";
        }

        string sign = Sign < 0 ? "-" : "";
        if (Exponent is > 0 and <= longestPlain)
        {
            return Exponent >= Digits.Length
                ? sign + Digits + new string('0', Exponent - Digits.Length)
                : sign + Digits[..Exponent] + "." + Digits[Exponent..];
        }

        if (Exponent is <= 0 and > -6)
        {
            return sign + "0." + new string('0', -Exponent) + Digits;
        }

        int exponent = Math.Clamp(Exponent - 1, -MaxExponent, MaxExponent);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Mantissa(Exponent - exponent)}e{exponent}");
    }

    /// <summary>The digits with so many of them before the point: one, unless the exponent alone cannot say where the point is.</summary>
    private string Mantissa(int integerLength)
    {
        if (integerLength <= 0)
        {
            return "0." + new string('0', -integerLength) + Digits;
        }

        string digits = Digits.PadRight(integerLength, '0');
        return digits.Length == integerLength ? digits : $"{digits.AsSpan(0, integerLength)}.{digits.AsSpan(integerLength)}";
    }
}
