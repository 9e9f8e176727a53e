namespace ScimFilter.Ast;

/// <summary>
/// A filter that one element of an attribute must meet as a whole: <c>emails[type eq "work" and value co "@example.com"]</c>.
/// </summary>
public sealed record ValuePathExpression : FilterExpression
{
    /// <summary>Creates a value path.</summary>
    /// <param name="path">The attribute.</param>
    /// <param name="filter">What a single element must meet; it holds no value path itself (errata 4690).</param>
    /// <exception cref="ArgumentException">
    /// The filter holds a value path, or the tree would be deeper than <see cref="FilterExpression.MaxDepth"/>.
    /// </exception>
    public ValuePathExpression(AttributePath path, FilterExpression filter)
        : this(path, filter, default)
    {
        if (HoldsValuePath(filter))
        {
            throw new ArgumentException("A value path cannot stand inside a value path.", nameof(filter));
        }
    }

    internal ValuePathExpression(AttributePath path, FilterExpression filter, SourceSpan span)
        : base((filter ?? throw new ArgumentNullException(nameof(filter))).Depth + 1, span)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
        Filter = filter;
    }

    /// <summary>Gets the attribute whose elements are tested.</summary>
    public AttributePath Path { get; }

    /// <summary>Gets what a single element must meet; its paths start at the element.</summary>
    public FilterExpression Filter { get; }

    /// <inheritdoc/>
    public bool Equals(ValuePathExpression? other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Equals(other.Path) && Filter.Equals(other.Filter));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Filter);

    private static bool HoldsValuePath(FilterExpression filter) => filter switch
    {
        ValuePathExpression => true,
        NotExpression not => HoldsValuePath(not.Operand),
        LogicalExpression logical => logical.Operands.Any(HoldsValuePath),
        _ => false,
    };
}
