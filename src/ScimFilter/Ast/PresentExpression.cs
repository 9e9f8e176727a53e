namespace ScimFilter.Ast;

/// <summary>A test for a value that is not empty: <c>title pr</c>.</summary>
public sealed record PresentExpression : FilterExpression
{
    /// <summary>Creates a presence test.</summary>
    /// <param name="path">The attribute.</param>
    public PresentExpression(AttributePath path)
        : this(path, default, default)
    {
    }

    internal PresentExpression(AttributePath path, SourceSpan operatorSpan, SourceSpan span)
        : base(1, span)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
        OperatorSpan = operatorSpan;
    }

    /// <summary>Gets the attribute.</summary>
    public AttributePath Path { get; }

    /// <summary>Gets the place of <c>pr</c> in the source text. Takes no part in equality.</summary>
    public SourceSpan OperatorSpan { get; }

    /// <inheritdoc/>
    public bool Equals(PresentExpression? other) => ReferenceEquals(this, other) || (other is not null && Path.Equals(other.Path));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(OperatorTable.Present, Path);
}
