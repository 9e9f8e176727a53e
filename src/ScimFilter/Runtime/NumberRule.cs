using ScimFilter.Ast;

namespace ScimFilter.Runtime;

/// <summary>Compares a number of an event with a literal by exact decimal value, without making a number of it.</summary>
internal static class NumberRule
{
    /// <summary>Compares a JSON number with a literal.</summary>
    /// <param name="text">The number as the event writes it.</param>
    /// <param name="literal">The literal; its exponent is bounded, so an event's saturated one still lies on the right side.</param>
    /// <param name="order">Less than, equal to or greater than zero.</param>
    /// <returns>Whether the text is a JSON number.</returns>
    public static bool TryCompare(ReadOnlySpan<byte> text, ExactDecimal literal, out int order)
    {
        order = 0;
        if (!JsonNumber.TrySplit(text, out JsonNumberParts parts))
        {
            return false;
        }

        ReadOnlySpan<byte> integer = text.Slice(parts.IntegerStart, parts.IntegerLength).TrimStart((byte)'0');
        ReadOnlySpan<byte> fraction = text.Slice(parts.FractionStart, parts.FractionLength).TrimEnd((byte)'0');
        long exponent = integer.Length;
        if (integer.IsEmpty)
        {
            ReadOnlySpan<byte> significant = fraction.TrimStart((byte)'0');
            exponent = significant.Length - fraction.Length;
            fraction = significant;
        }

        int sign = integer.IsEmpty && fraction.IsEmpty ? 0 : parts.Negative ? -1 : 1;
        if (sign != literal.Sign || sign == 0)
        {
            order = sign.CompareTo(literal.Sign);
            return true;
        }

        int magnitude = (exponent + parts.Exponent).CompareTo(literal.Exponent);
        order = sign * (magnitude != 0 ? magnitude : CompareDigits(integer, fraction, literal.Digits));
        return true;
    }

    /// <summary>Both sides start with their first digit that is not zero; the longer one has more only where that is not zero.</summary>
    private static int CompareDigits(ReadOnlySpan<byte> integer, ReadOnlySpan<byte> fraction, string digits)
    {
        int length = Math.Max(integer.Length + fraction.Length, digits.Length);
        for (int i = 0; i < length; i++)
        {
            int digit = i < integer.Length ? integer[i] : i - integer.Length < fraction.Length ? fraction[i - integer.Length] : '0';
            int other = i < digits.Length ? digits[i] : '0';
            if (digit != other)
            {
                return digit < other ? -1 : 1;
            }
        }

        return 0;
    }
}
