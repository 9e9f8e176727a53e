namespace ScimFilter.Ast;

/// <summary>A negation: <c>not (title pr)</c>.</summary>
public sealed record NotExpression : FilterExpression
{
    /// <summary>Creates a negation.</summary>
    /// <param name="operand">What must not hold.</param>
    /// <exception cref="ArgumentException">The tree would be deeper than <see cref="FilterExpression.MaxDepth"/>.</exception>
    public NotExpression(FilterExpression operand)
        : this(operand, default)
    {
    }

    internal NotExpression(FilterExpression operand, SourceSpan span)
        : base((operand ?? throw new ArgumentNullException(nameof(operand))).Depth + 1, span)
    {
        Operand = operand;
    }

    /// <summary>Gets what must not hold.</summary>
    public FilterExpression Operand { get; }

    /// <inheritdoc/>
    public bool Equals(NotExpression? other) => ReferenceEquals(this, other) || (other is not null && Operand.Equals(other.Operand));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine("not", Operand);
}
