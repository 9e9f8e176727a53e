namespace ScimFilter.Ast;

/// <summary>A comparison of an attribute with a value: <c>userName eq "bjensen"</c>.</summary>
public sealed record ComparisonExpression : FilterExpression
{
    /// <summary>Creates a comparison.</summary>
    /// <param name="path">The attribute.</param>
    /// <param name="operator">The operator.</param>
    /// <param name="value">The literal.</param>
    public ComparisonExpression(AttributePath path, ComparisonOperator @operator, ComparisonValue value)
        : this(path, @operator, value, default, default)
    {
    }

    internal ComparisonExpression(
        AttributePath path, ComparisonOperator @operator, ComparisonValue value, SourceSpan operatorSpan, SourceSpan span)
        : base(1, span)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(value);
        Path = path;
        Operator = @operator;
        Value = value;
        OperatorSpan = operatorSpan;
    }

    /// <summary>Gets the attribute.</summary>
    public AttributePath Path { get; }

    /// <summary>Gets the operator.</summary>
    public ComparisonOperator Operator { get; }

    /// <summary>Gets the literal.</summary>
    public ComparisonValue Value { get; }

    /// <summary>Gets the place of the operator in the source text. Takes no part in equality.</summary>
    public SourceSpan OperatorSpan { get; }

    /// <inheritdoc/>
    public bool Equals(ComparisonExpression? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Operator == other.Operator && Path.Equals(other.Path) && Value.Equals(other.Value));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Operator, Value);
}
