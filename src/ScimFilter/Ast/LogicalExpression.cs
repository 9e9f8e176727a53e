using System.Collections.Immutable;

namespace ScimFilter.Ast;

/// <summary>Two or more filters joined by one operator: <c>a pr and b pr and c pr</c>.</summary>
/// <remarks>The operands are one flat list: an operand that is itself joined by the same operator gives its operands to it.</remarks>
public sealed record LogicalExpression : FilterExpression
{
    /// <summary>Joins filters.</summary>
    /// <param name="operator">The operator.</param>
    /// <param name="operands">The operands; at least two.</param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two operands, or the tree would be deeper than <see cref="FilterExpression.MaxDepth"/>.
    /// </exception>
    public LogicalExpression(LogicalOperator @operator, params ReadOnlySpan<FilterExpression> operands)
        : this(@operator, Flatten(@operator, operands), default)
    {
    }

    private LogicalExpression(LogicalOperator @operator, ImmutableArray<FilterExpression> operands, SourceSpan span)
        : base(DepthOf(operands), span)
    {
        Operator = @operator;
        Operands = operands;
    }

    /// <summary>Gets the operator.</summary>
    public LogicalOperator Operator { get; }

    /// <summary>Gets the operands in the order of the text; at least two, none joined by the same operator.</summary>
    public ImmutableArray<FilterExpression> Operands { get; }

    /// <inheritdoc/>
    public bool Equals(LogicalExpression? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Operator == other.Operator && Operands.AsSpan().SequenceEqual(other.Operands.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Operator);
        foreach (FilterExpression operand in Operands)
        {
            hash.Add(operand);
        }

        return hash.ToHashCode();
    }

    internal static LogicalExpression Join(LogicalOperator @operator, ReadOnlySpan<FilterExpression> operands) =>
        new(@operator, Flatten(@operator, operands), SourceSpan.FromBounds(operands[0].Span.Start, operands[^1].Span.End));

    private static ImmutableArray<FilterExpression> Flatten(LogicalOperator @operator, ReadOnlySpan<FilterExpression> operands)
    {
        if (operands.Length < 2)
        {
            throw new ArgumentException("A logical expression joins at least two filters.", nameof(operands));
        }

        int count = 0;
        foreach (FilterExpression operand in operands)
        {
            ArgumentNullException.ThrowIfNull(operand, nameof(operands));
            count += operand is LogicalExpression inner && inner.Operator == @operator ? inner.Operands.Length : 1;
        }

        if (count == operands.Length)
        {
            return [.. operands];
        }

        var flat = ImmutableArray.CreateBuilder<FilterExpression>(count);
        foreach (FilterExpression operand in operands)
        {
            if (operand is LogicalExpression inner && inner.Operator == @operator)
            {
                flat.AddRange(inner.Operands);
            }
            else
            {
                flat.Add(operand);
            }
        }

        return flat.MoveToImmutable();
    }

    private static int DepthOf(ImmutableArray<FilterExpression> operands)
    {
        int deepest = 0;
        foreach (FilterExpression operand in operands)
        {
            deepest = Math.Max(deepest, operand.Depth);
        }

        return deepest + 1;
    }
}
