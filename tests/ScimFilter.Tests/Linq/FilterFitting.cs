using ScimFilter.Ast;

namespace ScimFilter.Tests.Linq;

/// <summary>Makes a generated filter one that a mapping can answer: what an attribute cannot take goes to another attribute.</summary>
internal sealed class FilterFitting(Func<FilterExpression, bool> translates, params string[] attributes)
{
    private readonly AttributePath[] _attributes = [.. attributes.Select(attribute => new AttributePath(attribute.Split('.')))];

    public FilterExpression Fit(FilterExpression filter) => Fit(filter, leaf => leaf);

    private FilterExpression Fit(FilterExpression filter, Func<FilterExpression, FilterExpression> around) => filter switch
    {
        NotExpression not => new NotExpression(Fit(not.Operand, around)),
        LogicalExpression logical => new LogicalExpression(logical.Operator, [.. logical.Operands.Select(operand => Fit(operand, around))]),
        ValuePathExpression valuePath => FitValuePath(valuePath),
        _ when translates(around(filter)) => filter,
        ComparisonExpression comparison =>
            Turned(comparison)
                .Select(path => new ComparisonExpression(path, comparison.Operator, comparison.Value))
                .FirstOrDefault(moved => translates(around(moved)))
            ?? Fit(new PresentExpression(comparison.Path), around),
        PresentExpression present => Turned(present).Select(path => new PresentExpression(path)).First(moved => translates(around(moved))),
        _ => filter,
    };

    private ValuePathExpression FitValuePath(ValuePathExpression valuePath)
    {
        AttributePath path = Turned(valuePath).Prepend(valuePath.Path).First(path => translates(new PresentExpression(path)));
        return new ValuePathExpression(path, Fit(valuePath.Filter, leaf => new ValuePathExpression(path, leaf)));
    }

    /// <summary>The attributes, from another one on for each filter.</summary>
    private IEnumerable<AttributePath> Turned(FilterExpression filter)
    {
        int first = filter.ToString().Sum(character => character) % _attributes.Length;
        return [.. _attributes.Skip(first), .. _attributes.Take(first), new AttributePath("value")];
    }
}
