using System.Numerics;

namespace ScimFilter.Ast;

/// <summary>Where the parts of a JSON number lie in its text; <see cref="Exponent"/> saturates far outside every literal's range.</summary>
internal readonly record struct JsonNumberParts(
    bool Negative, int IntegerStart, int IntegerLength, int FractionStart, int FractionLength, long Exponent);

/// <summary>The grammar of JSON numbers (RFC 8259 section 6), over the characters of a filter and over the bytes of an event.</summary>
internal static class JsonNumber
{
    private const long SaturatedExponent = long.MaxValue / 4;

    public static bool TrySplit<TChar>(ReadOnlySpan<TChar> text, out JsonNumberParts parts)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        parts = default;
        int position = 0;
        bool negative = At(text, position) == '-';
        position += negative ? 1 : 0;

        int integerStart = position;
        position = SkipDigits(text, position);
        int integerLength = position - integerStart;
        if (integerLength == 0 || (integerLength > 1 && At(text, integerStart) == '0'))
        {
            return false;
        }

        int fractionStart = position;
        int fractionLength = 0;
        if (At(text, position) == '.')
        {
            fractionStart = position + 1;
            position = SkipDigits(text, fractionStart);
            fractionLength = position - fractionStart;
            if (fractionLength == 0)
            {
                return false;
            }
        }

        long exponent = 0;
        if ((At(text, position) | 0x20) == 'e')
        {
            position++;
            bool negativeExponent = At(text, position) == '-';
            position += At(text, position) is '-' or '+' ? 1 : 0;
            int digitsStart = position;
            position = SkipDigits(text, position);
            if (position == digitsStart)
            {
                return false;
            }

            exponent = ReadExponent(text[digitsStart..position]);
            exponent = negativeExponent ? -exponent : exponent;
        }

        parts = new JsonNumberParts(negative, integerStart, integerLength, fractionStart, fractionLength, exponent);
        return position == text.Length;
    }

    private static long ReadExponent<TChar>(ReadOnlySpan<TChar> digits)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        long exponent = 0;
        foreach (TChar digit in digits)
        {
            exponent = (exponent * 10) + int.CreateTruncating(digit) - '0';
            if (exponent >= SaturatedExponent / 10)
            {
                return SaturatedExponent;
            }
        }

        return exponent;
    }

    private static int SkipDigits<TChar>(ReadOnlySpan<TChar> text, int position)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        while (At(text, position) is >= '0' and <= '9')
        {
            position++;
        }

        return position;
    }

    private static int At<TChar>(ReadOnlySpan<TChar> text, int position)
        where TChar : unmanaged, IBinaryInteger<TChar> =>
        position < text.Length ? int.CreateTruncating(text[position]) : -1;
}
