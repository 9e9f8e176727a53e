using System.Text;
using ScimFilter.Ast;
using ScimFilter.Formatting;
using ScimFilter.Runtime;

namespace ScimFilter.Schema;

/// <summary>The rules for one comparison, and the faults of validation with their places.</summary>
internal static class ValidationErrors
{
    private const int LongestList = 12;

    /// <summary>Checks the operator against the attribute, the value against the attribute, and the operator against the value.</summary>
    public static FilterError? Of(ComparisonExpression comparison, SchemaAttribute? attribute, SchemaAttribute? compared)
    {
        FilterOperators used = OperatorSets.Of(comparison.Operator);
        FilterOperators forValue = OperatorsFor(comparison.Value.Kind);
        string operatorText = OperatorTable.Row(comparison.Operator).Token;
        if (attribute is null || compared is null)
        {
            return forValue.HasFlag(used)
                ? null
                : Operator(operatorText, comparison.OperatorSpan, ErrorText.Echo(comparison.Value.ToString()), forValue);
        }

        FilterOperators forAttribute = OperatorsFor(compared.Type) & attribute.Operators & compared.Operators;
        bool isNull = comparison.Value.Kind == ComparisonValueKind.Null;
        if (!forAttribute.HasFlag(used) && !(isNull && compared.Type == AttributeType.Complex && OperatorSets.Equality.HasFlag(used)))
        {
            return Operator(
                operatorText,
                comparison.OperatorSpan,
                $"'{attribute.Name}'",
                forAttribute | (attribute.Operators & FilterOperators.Present));
        }

        if (isNull ? !compared.Nullable : !HasType(comparison, compared.Type, used))
        {
            return Value(FilterErrorKind.ValueTypeMismatch, comparison, attribute, [Describe(compared)]);
        }

        if (!forValue.HasFlag(used))
        {
            return Operator(operatorText, comparison.OperatorSpan, ErrorText.Echo(comparison.Value.ToString()), forValue & forAttribute);
        }

        return IsListed(comparison, compared, used)
            ? null
            : Value(FilterErrorKind.ValueNotAllowed, comparison, attribute, Quoted(compared));
    }

    public static FilterError Operator(string found, SourceSpan span, string subject, FilterOperators allowed) =>
        new(FilterErrorKind.OperatorNotAllowed, span) { Found = found, Subject = subject, Expected = OperatorSets.Tokens(allowed) };

    public static FilterError Expression(string what, SourceSpan span) =>
        new(FilterErrorKind.ExpressionNotAllowed, span) { Subject = what, Expected = ["comparisons, joined by 'and'", "'or'"] };

    public static FilterError EventType(SchemaAttribute attribute, AttributePath path) =>
        new(FilterErrorKind.EventTypeNotAllowed, path.Span)
        {
            Found = ErrorText.EchoName(path.ToString()),
            Subject = $"{(attribute.EventTypes.Length == 1 ? "exactly" : "among")} {string.Join(" and ", attribute.EventTypes)}",
        };

    public static FilterError UnknownAttribute(FilterSchema schema, AttributePath path, AttributePath? container)
    {
        string prefix = container is null ? "" : container + ".";
        string[] known =
        [
            .. schema.Attributes
                .Where(attribute => attribute.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .Select(attribute => attribute.Name[prefix.Length..]),
        ];
        string? nearest = Nearest(path, known);
        return new FilterError(FilterErrorKind.UnknownAttribute, path.Span)
        {
            Found = ErrorText.EchoName(path.ToString(), nearest),
            Expected = known.Length <= LongestList ? known : [.. known.Take(LongestList), "another of the schema"],
            Suggestion = nearest is null ? null : $"'{nearest}'",
        };
    }

    /// <summary>Says that a URN names a schema of resources, where an attribute should have been named.</summary>
    public static FilterError SchemaAlone(AttributePath path) => new(FilterErrorKind.InvalidAttributePath, path.Span)
    {
        Found = ErrorText.EchoName(path.ToString()),
        Expected = ["':' and the name of an attribute behind the URN of a schema"],
    };

    /// <summary>
    /// A name that is right or nearly so behind another URN, or behind none, is what was meant more often than another name.
    /// </summary>
    private static string? Nearest(AttributePath path, string[] known)
    {
        if (Suggestions.Nearest(path.ToString(), known) is { } nearest)
        {
            return nearest;
        }

        string name = string.Join('.', path.Names);
        ILookup<string, string> byName =
            known.ToLookup(candidate => candidate[(candidate.LastIndexOf(':') + 1)..], StringComparer.OrdinalIgnoreCase);
        return Suggestions.Nearest(name, byName.Select(names => names.Key)) is { } near ? byName[near].First() : null;
    }

    private static FilterError Value(
        FilterErrorKind kind, ComparisonExpression comparison, SchemaAttribute attribute, IReadOnlyList<string> expected) =>
        new(kind, comparison.Value.Span)
        {
            Found = ErrorText.Echo(comparison.Value.ToString()),
            Subject = $"'{attribute.Name}'",
            Expected = expected,
        };

    private static FilterOperators OperatorsFor(ComparisonValueKind kind) => kind switch
    {
        ComparisonValueKind.String => OperatorSets.Equality | OperatorSets.Substring | OperatorSets.Ordering,
        ComparisonValueKind.Number => OperatorSets.Equality | OperatorSets.Ordering,
        _ => OperatorSets.Equality,
    };

    /// <summary>
    /// Gives the comparison operators that a type can take; none for a complex one, which is compared by its <c>value</c>.
    /// </summary>
    public static FilterOperators OperatorsFor(AttributeType type) => type switch
    {
        AttributeType.String or AttributeType.Reference or AttributeType.DateTime =>
            OperatorSets.Equality | OperatorSets.Substring | OperatorSets.Ordering,
        AttributeType.Binary => OperatorSets.Equality | OperatorSets.Substring,
        AttributeType.Number => OperatorSets.Equality | OperatorSets.Ordering,
        AttributeType.Boolean => OperatorSets.Equality,
        _ => FilterOperators.None,
    };

    private static bool HasType(ComparisonExpression comparison, AttributeType type, FilterOperators used) => type switch
    {
        AttributeType.String or AttributeType.Binary or AttributeType.Reference => comparison.Value.Kind == ComparisonValueKind.String,
        AttributeType.Number => comparison.Value.Kind == ComparisonValueKind.Number,
        AttributeType.Boolean => comparison.Value.Kind is ComparisonValueKind.True or ComparisonValueKind.False,
        AttributeType.DateTime => comparison.Value.Kind == ComparisonValueKind.String
            && (OperatorSets.Substring.HasFlag(used) || Instant.TryParse(Encoding.UTF8.GetBytes(comparison.Value.GetString()), out _)),
        _ => false,
    };

    private static bool IsListed(ComparisonExpression comparison, SchemaAttribute attribute, FilterOperators used)
    {
        if (attribute.Values.IsEmpty || !OperatorSets.Equality.HasFlag(used) || comparison.Value.Kind != ComparisonValueKind.String)
        {
            return true;
        }

        StringComparer comparer = attribute.CaseExact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        return attribute.Values.Contains(comparison.Value.GetString(), comparer);
    }

    private static string[] Quoted(SchemaAttribute attribute) => [.. attribute.Values.Take(LongestList).Select(JsonText.Quote)];

    private static string Describe(SchemaAttribute attribute) => attribute.Type switch
    {
        AttributeType.String or AttributeType.Binary or AttributeType.Reference => "a JSON string in double quotes",
        AttributeType.Number => "a number",
        AttributeType.Boolean => "true or false",
        AttributeType.DateTime => "a date-time such as \"2026-01-31T12:00:00Z\"",
        _ => "null",
    };
}
