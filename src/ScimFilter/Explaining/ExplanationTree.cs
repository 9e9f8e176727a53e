using System.Text;
using ScimFilter.Ast;
using ScimFilter.Formatting;

namespace ScimFilter.Explaining;

/// <summary>Draws an explanation: a part of the filter a line, its operands below it; below a value path its elements.</summary>
internal static class ExplanationTree
{
    public static string Draw(FilterExplanation explanation)
    {
        var text = new StringBuilder();
        Append(text, explanation, "");
        return text.ToString(0, text.Length - 1);
    }

    /// <summary>Gives the text of a leaf, and a word for what has operands.</summary>
    public static string Title(FilterExpression filter) => filter switch
    {
        LogicalExpression { Operator: LogicalOperator.And } => "and",
        LogicalExpression => "or",
        NotExpression => "not",
        ValuePathExpression valuePath => $"{valuePath.Path}[ ]",
        _ => filter.ToString(),
    };

    private static void Append(StringBuilder text, FilterExplanation explanation, string indent)
    {
        bool hasElements = explanation.Filter is ValuePathExpression;
        string values = hasElements ? "" : Values(explanation);
        AppendLine(text, $"{(explanation.Holds ? '✓' : '✗')} {Title(explanation.Filter)}: {explanation.Reason}{values}");
        for (int i = 0; i < explanation.Children.Length; i++)
        {
            bool isLast = i == explanation.Children.Length - 1;
            string below = indent + (isLast ? "   " : "│  ");
            text.Append(indent).Append(isLast ? "└─ " : "├─ ");
            if (hasElements)
            {
                AppendLine(text, explanation.Values[i]);
                text.Append(below).Append("└─ ");
                below += "   ";
            }

            Append(text, explanation.Children[i], below);
        }
    }

    /// <summary>A single value stands in the reason.</summary>
    private static string Values(FilterExplanation explanation) => explanation.ValueCount < 2
        ? ""
        : $" ({string.Join(", ", explanation.Values)}{(explanation.ValueCount > explanation.Values.Length ? ", …" : "")})";

    private static void AppendLine(StringBuilder text, string line) => text.Append(Printable.Clean(line)).Append('\n');
}
