using System.Diagnostics;
using System.Text;
using ScimFilter.Ast;

namespace ScimFilter.Formatting;

/// <summary>Prints a filter as its one canonical text, which parses back to an equal filter.</summary>
internal static class CanonicalPrinter
{
    public static string Print(FilterExpression filter)
    {
        var builder = new StringBuilder();
        Append(builder, filter);
        return builder.ToString();
    }

    private static void Append(StringBuilder builder, FilterExpression filter)
    {
        switch (filter)
        {
            case ComparisonExpression comparison:
                builder.Append(comparison.Path).Append(' ').Append(OperatorTable.Row(comparison.Operator).Token).Append(' ');
                AppendValue(builder, comparison.Value);
                break;
            case PresentExpression present:
                builder.Append(present.Path).Append(' ').Append(OperatorTable.Present);
                break;
            case NotExpression not:
                builder.Append("not (");
                Append(builder, not.Operand);
                builder.Append(')');
                break;
            case ValuePathExpression valuePath:
                builder.Append(valuePath.Path).Append('[');
                Append(builder, valuePath.Filter);
                builder.Append(']');
                break;
            case LogicalExpression logical:
                AppendJoined(builder, logical);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void AppendJoined(StringBuilder builder, LogicalExpression logical)
    {
        string separator = logical.Operator == LogicalOperator.And ? " and " : " or ";
        for (int i = 0; i < logical.Operands.Length; i++)
        {
            builder.Append(i == 0 ? "" : separator);
            bool needsParentheses = logical.Operator == LogicalOperator.And && logical.Operands[i] is LogicalExpression;
            builder.Append(needsParentheses ? "(" : "");
            Append(builder, logical.Operands[i]);
            builder.Append(needsParentheses ? ")" : "");
        }
    }

    private static void AppendValue(StringBuilder builder, ComparisonValue value)
    {
        if (value.Kind == ComparisonValueKind.String)
        {
            JsonText.AppendQuoted(builder, value.GetString());
        }
        else
        {
            builder.Append(value);
        }
    }
}
