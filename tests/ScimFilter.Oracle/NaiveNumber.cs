using System.Globalization;
using System.Numerics;

namespace ScimFilter.Oracle;

/// <summary>A number as digits times a power of ten. No arithmetic depends on the size of the exponent.</summary>
/// <param name="Sign">-1, 0 or 1.</param>
/// <param name="Digits">The digits, neither the first nor the last zero; read as a fraction: <c>0.d1d2d3</c>.</param>
/// <param name="Exponent">The power of ten.</param>
internal sealed record NaiveNumber(int Sign, string Digits, BigInteger Exponent) : IComparable<NaiveNumber>
{
    public static NaiveNumber Parse(string json)
    {
        string[] parts = json.TrimStart('-').Split('e', 'E');
        string[] plain = parts[0].Split('.');
        BigInteger exponent = parts.Length > 1 ? BigInteger.Parse(parts[1], CultureInfo.InvariantCulture) : 0;

        string digits = string.Concat(plain);
        string significant = digits.TrimStart('0');
        exponent += plain[0].Length - (digits.Length - significant.Length);
        significant = significant.TrimEnd('0');
        return significant.Length == 0
            ? new NaiveNumber(0, "", 0)
            : new NaiveNumber(json[0] == '-' ? -1 : 1, significant, exponent);
    }

    public int CompareTo(NaiveNumber? other)
    {
        if (Sign != other!.Sign)
        {
            return Sign.CompareTo(other.Sign);
        }

        int size = Exponent != other.Exponent ? Exponent.CompareTo(other.Exponent) : string.CompareOrdinal(Digits, other.Digits);
        return Sign * Math.Sign(size);
    }
}
