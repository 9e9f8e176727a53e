using ScimFilter.Ast;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;


namespace ScimFilter.Matching.Statistics;

/// <summary>Gives keys and conditions of a segment as filters write them.</summary>
/// <param name="layout">Has the names of attributes.</param>
/// <param name="arena">The values of the segment.</param>
internal readonly struct ConditionText(IndexLayout layout, byte[] arena)
{
    /// <summary>The name of the event type where attributes are listed.</summary>
    public const string EventType = "(event type)";

    /// <summary>Gives the name of an attribute.</summary>
    public static string NameOf(IndexLayout layout, int attribute) =>
        attribute == KeyAttribute.EventType ? EventType : layout.RequestOf(attribute).Name;

    /// <summary>Gives the comparisons of a key.</summary>
    /// <param name="template">Its attributes.</param>
    /// <param name="values">The places of its values.</param>
    public string[] KeyOf(Template template, ReadOnlySpan<int> values)
    {
        string[] texts = new string[template.Attributes.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            int attribute = template.Attributes[i];
            KeyKind kind = attribute == KeyAttribute.EventType ? KeyKind.ExactText : layout.Attributes[attribute].Kind;
            texts[i] = $"{NameOf(layout, attribute)} eq {LiteralText.Of(kind, ValueArena.Get(arena, values[i]))}";
        }

        return texts;
    }

    /// <summary>Gives the value conditions, joined by <c>and</c>.</summary>
    /// <param name="conditions">The words of the conditions.</param>
    public string Of(ReadOnlySpan<int> conditions)
    {
        var texts = new List<string>();
        for (int i = ConditionFormat.HeadSize; i < ConditionFormat.EndOf(conditions[0]); i += ConditionFormat.Size)
        {
            int head = conditions[i];
            texts.Add(Of(
                ConditionFormat.AttributeOf(head),
                ConditionFormat.OperatorOf(head),
                ConditionFormat.IsNegated(head),
                ValueArena.Get(arena, conditions[i + ConditionFormat.ValuePlace])));
        }

        return string.Join(" and ", texts);
    }

    /// <summary>Gives the condition that an attribute does not have a value.</summary>
    public string OfDifference(int attribute, int value) =>
        Of(attribute, ConditionOperator.Equal, isNegated: true, ValueArena.Get(arena, value));

    private string Of(int attribute, ConditionOperator @operator, bool isNegated, ReadOnlySpan<byte> literal)
    {
        string name = NameOf(layout, attribute);
        KeyKind kind = layout.Attributes[attribute].Kind;
        if (kind == KeyKind.State && literal[0] == NormalizedValue.Present)
        {
            return isNegated ? $"not ({name} pr)" : $"{name} pr";
        }

        string text = kind == KeyKind.State ? "null" : LiteralText.Of(kind, literal);
        return @operator == ConditionOperator.Equal ? $"{name} {TokenOf(isNegated)} {text}"
            : isNegated ? $"not ({name} {TokenOf(@operator)} {text})"
            : $"{name} {TokenOf(@operator)} {text}";
    }

    private static string TokenOf(bool isNegated) => (isNegated ? ComparisonOperator.NotEqual : ComparisonOperator.Equal).ToToken();

    private static string TokenOf(ConditionOperator @operator) => (@operator switch
    {
        ConditionOperator.StartsWith => ComparisonOperator.StartsWith,
        ConditionOperator.EndsWith => ComparisonOperator.EndsWith,
        ConditionOperator.Contains => ComparisonOperator.Contains,
        ConditionOperator.Greater => ComparisonOperator.GreaterThan,
        ConditionOperator.GreaterOrEqual => ComparisonOperator.GreaterThanOrEqual,
        ConditionOperator.Less => ComparisonOperator.LessThan,
        _ => ComparisonOperator.LessThanOrEqual,
    }).ToToken();
}
