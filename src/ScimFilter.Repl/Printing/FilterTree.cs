using System.Collections.Immutable;
using System.Text;
using ScimFilter.Ast;

namespace ScimFilter.Repl.Printing;

/// <summary>Draws a filter as a tree, a node a line: operators with their operands below them.</summary>
internal static class FilterTree
{
    /// <summary>Draws the tree.</summary>
    /// <returns>The lines, each ended by a line feed.</returns>
    public static string Draw(FilterExpression filter)
    {
        var text = new StringBuilder();
        Append(text, filter, "");
        return text.ToString();
    }

    private static void Append(StringBuilder text, FilterExpression filter, string indent)
    {
        text.Append(Title(filter)).Append('\n');
        ImmutableArray<FilterExpression> children = Children(filter);
        for (int i = 0; i < children.Length; i++)
        {
            bool isLast = i == children.Length - 1;
            text.Append(indent).Append(isLast ? "└─ " : "├─ ");
            Append(text, children[i], indent + (isLast ? "   " : "│  "));
        }
    }

    private static string Title(FilterExpression filter) => filter switch
    {
        LogicalExpression { Operator: LogicalOperator.And } => "and",
        LogicalExpression => "or",
        NotExpression => "not",
        ValuePathExpression valuePath => $"{valuePath.Path}[ ]",
        _ => filter.ToString(),
    };

    private static ImmutableArray<FilterExpression> Children(FilterExpression filter) => filter switch
    {
        LogicalExpression logical => logical.Operands,
        NotExpression not => [not.Operand],
        ValuePathExpression valuePath => [valuePath.Filter],
        _ => [],
    };
}
