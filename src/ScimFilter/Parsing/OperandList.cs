using System.Runtime.InteropServices;
using ScimFilter.Ast;

namespace ScimFilter.Parsing;

/// <summary>The operands of one chain: first those of "or", then those of the "and" that is still open.</summary>
/// <remarks>They lie on a stack that the chain shares with the chains around it.</remarks>
internal ref struct OperandList(List<FilterExpression> stack)
{
    private readonly int _start = stack.Count;
    private int _conjunction = stack.Count;

    /// <summary>Adds an operand and what follows it.</summary>
    public void Add(FilterExpression operand, LogicalOperator follows)
    {
        if (follows == LogicalOperator.Or)
        {
            operand = Reduce(LogicalOperator.And, _conjunction, operand);
            _conjunction = stack.Count + 1;
        }

        stack.Add(operand);
    }

    /// <summary>Takes all operands off the stack, and the last, which never was on it.</summary>
    public readonly FilterExpression Join(FilterExpression last) =>
        Reduce(LogicalOperator.Or, _start, Reduce(LogicalOperator.And, _conjunction, last));

    private readonly FilterExpression Reduce(LogicalOperator @operator, int start, FilterExpression last)
    {
        if (stack.Count == start)
        {
            return last;
        }

        stack.Add(last);
        LogicalExpression joined = LogicalExpression.Join(@operator, CollectionsMarshal.AsSpan(stack)[start..]);
        stack.RemoveRange(start, stack.Count - start);
        return joined;
    }
}
