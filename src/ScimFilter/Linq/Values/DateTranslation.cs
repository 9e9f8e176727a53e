using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>Dates without a time: <c>"2026-01-31"</c>.</summary>
internal sealed class DateTranslation : OrderedTranslation
{
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(DateOnly))]
    public DateTranslation()
    {
    }

    public override AttributeType Type => AttributeType.String;

    public override string? Expected(ComparisonValue literal) => TryRead(literal, out _) ? null : "a date such as \"2026-01-31\"";

    protected override Neighbour Nearest(ComparisonValue literal, ComparisonRule rule)
    {
        TryRead(literal, out DateOnly date);
        return new Neighbour(date, 0);
    }

    private static bool TryRead(ComparisonValue literal, out DateOnly date) =>
        DateOnly.TryParseExact(literal.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
