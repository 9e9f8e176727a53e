using System.Text.Json;
using ScimFilter.Ast;

namespace ScimFilter.Oracle;

/// <summary>
/// The oracle: evaluates a filter the slow and obvious way, straight over the tree and the JSON, without a schema.
/// Shares nothing with the library but the tree.
/// </summary>
public static class NaiveEvaluator
{
    /// <summary>Whether a resource matches.</summary>
    /// <param name="filter">The filter; one that compiles.</param>
    /// <param name="resource">The resource; one that is no object has no attributes.</param>
    /// <param name="caseExact">Whether strings compare exactly.</param>
    public static bool Matches(FilterExpression filter, JsonElement resource, bool caseExact) =>
        Holds(filter, NaiveElement.Root(resource), caseExact);

    private static bool Holds(FilterExpression filter, NaiveElement element, bool caseExact) => filter switch
    {
        LogicalExpression { Operator: LogicalOperator.And } and => and.Operands.All(operand => Holds(operand, element, caseExact)),
        LogicalExpression or => or.Operands.Any(operand => Holds(operand, element, caseExact)),
        NotExpression not => !Holds(not.Operand, element, caseExact),
        PresentExpression present => element.Values(present.Path).Any(IsPresent),
        ValuePathExpression valuePath => element.Values(valuePath.Path)
            .Any(value => Holds(valuePath.Filter, NaiveElement.Of(value), caseExact)),
        ComparisonExpression { Operator: ComparisonOperator.NotEqual } comparison => !Equal(comparison, element, caseExact),
        ComparisonExpression { Operator: ComparisonOperator.Equal } comparison => Equal(comparison, element, caseExact),
        ComparisonExpression comparison => Operands(comparison, element).Any(value => Compare(comparison, value, caseExact)),
        _ => throw new NotSupportedException(filter.GetType().Name),
    };

    private static bool IsPresent(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => NaiveText.Of(value).Length > 0,
        JsonValueKind.Object => NaiveElement.Members(value).Any(IsPresent),
        JsonValueKind.Array => value.EnumerateArray().Any(IsPresent),
        JsonValueKind.Null => false,
        _ => true,
    };

    // An object is a value, whatever its value member is; so null asks before the member is looked at.
    private static bool Equal(ComparisonExpression comparison, NaiveElement element, bool caseExact) =>
        comparison.Value.Kind == ComparisonValueKind.Null
            ? !element.Values(comparison.Path).Any()
            : Operands(comparison, element).Any(value => Compare(comparison, value, caseExact));

    // An object stands for its value member, and an object in there for nothing.
    private static IEnumerable<JsonElement> Operands(ComparisonExpression comparison, NaiveElement element) =>
        element.Values(comparison.Path).SelectMany(value =>
            value.ValueKind == JsonValueKind.Object ? NaiveElement.Of(value).Values(new AttributePath("value")) : [value]);

    private static bool Compare(ComparisonExpression comparison, JsonElement value, bool caseExact)
    {
        ComparisonValue literal = comparison.Value;
        return (literal.Kind, value.ValueKind) switch
        {
            (ComparisonValueKind.True, JsonValueKind.True) or (ComparisonValueKind.False, JsonValueKind.False) => true,
            (ComparisonValueKind.Number, JsonValueKind.Number) =>
                IsOrdered(comparison.Operator, NaiveNumber.Parse(value.GetRawText()).CompareTo(NaiveNumber.Parse(literal.ToString()))),
            (ComparisonValueKind.String, JsonValueKind.String) =>
                CompareText(comparison.Operator, NaiveText.Of(value), literal.GetString(), caseExact),
            _ => false,
        };
    }

    private static bool CompareText(ComparisonOperator @operator, string value, string literal, bool caseExact)
    {
        StringComparison comparison = caseExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return @operator switch
        {
            ComparisonOperator.Contains => value.Contains(literal, comparison),
            ComparisonOperator.StartsWith => value.StartsWith(literal, comparison),
            ComparisonOperator.EndsWith => value.EndsWith(literal, comparison),
            _ when NaiveInstant.Parse(value) is { } left && NaiveInstant.Parse(literal) is { } right =>
                IsOrdered(@operator, left.CompareTo(right)),
            ComparisonOperator.Equal or ComparisonOperator.NotEqual => value.Equals(literal, comparison),
            _ => IsOrdered(@operator, NaiveText.Compare(value, literal, caseExact)),
        };
    }

    private static bool IsOrdered(ComparisonOperator @operator, int order) => @operator switch
    {
        ComparisonOperator.GreaterThan => order > 0,
        ComparisonOperator.GreaterThanOrEqual => order >= 0,
        ComparisonOperator.LessThan => order < 0,
        ComparisonOperator.LessThanOrEqual => order <= 0,
        _ => order == 0,
    };
}
