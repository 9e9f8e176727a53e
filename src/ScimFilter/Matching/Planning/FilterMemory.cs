using System.Runtime.InteropServices;
using ScimFilter.Ast;
using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// Asks for the memory of a filter that may have been parsed long ago, a reference deeper each time: waiting for one operand after the
/// other would take longer than planning them.
/// </summary>
internal static class FilterMemory
{
    public static void Ask(FilterExpression? filter)
    {
        if (filter is LogicalExpression logical)
        {
            AskOperands(logical.Operands.AsSpan());
        }
        else if (filter is ComparisonExpression comparison)
        {
            Prefetch.Object(comparison.Path);
            Prefetch.Object(comparison.Value);
        }
    }

    private static void AskOperands(ReadOnlySpan<FilterExpression> operands)
    {
        foreach (FilterExpression operand in operands)
        {
            Prefetch.Object(operand);
        }

        foreach (FilterExpression operand in operands)
        {
            Ask(operand);
        }

        foreach (FilterExpression operand in operands)
        {
            if (operand is ComparisonExpression comparison)
            {
                Prefetch.Object(ImmutableCollectionsMarshal.AsArray(comparison.Path.Names));
                if (comparison.Value.Kind == ComparisonValueKind.String)
                {
                    Prefetch.Object(comparison.Value.GetString());
                }
            }
        }
    }
}
