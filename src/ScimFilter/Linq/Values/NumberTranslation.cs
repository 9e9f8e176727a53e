using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>Numbers, by exact decimal value: a binary fraction has the value of its shortest text, which is what JSON shows.</summary>
internal sealed class NumberTranslation<TNumber> : OrderedTranslation
    where TNumber : struct, INumber<TNumber>, IMinMaxValue<TNumber>
{
    private const int LongestInteger = 20;

    private static readonly bool _isInteger = TNumber.IsZero(TNumber.CreateTruncating(0.5));

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(decimal))]
    public NumberTranslation()
    {
    }

    public override AttributeType Type => AttributeType.Number;

    protected override Neighbour Nearest(ComparisonValue literal, ComparisonRule rule)
    {
        ExactDecimal number = literal.GetNumber();
        TNumber nearest = _isInteger ? Truncate(number) : Round(number);
        return new Neighbour(nearest, number.CompareTo(ExactOf(nearest)));
    }

    private static TNumber Truncate(ExactDecimal number)
    {
        if (number.Exponent <= 0)
        {
            return TNumber.Zero;
        }

        if (number.Exponent > LongestInteger)
        {
            return Outermost(number);
        }

        string digits = number.Digits[..Math.Min(number.Exponent, number.Digits.Length)].PadRight(number.Exponent, '0');
        string text = number.Sign < 0 ? "-" + digits : digits;
        return TNumber.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out TNumber value)
            ? value
            : Outermost(number);
    }

    private static TNumber Round(ExactDecimal number) =>
        TNumber.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out TNumber value) && TNumber.IsFinite(value)
            ? value
            : Outermost(number);

    private static TNumber Outermost(ExactDecimal number) => number.Sign < 0 ? TNumber.MinValue : TNumber.MaxValue;

    private static ExactDecimal ExactOf(TNumber number) =>
        ExactDecimal.TryParse(number.ToString(null, CultureInfo.InvariantCulture), out ExactDecimal exact)
            ? exact
            : throw new UnreachableException();
}
