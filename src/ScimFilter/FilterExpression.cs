using System.Diagnostics.CodeAnalysis;
using ScimFilter.Formatting;
using ScimFilter.Parsing;

namespace ScimFilter;

/// <summary>
/// A SCIM filter (RFC 7644 section 3.4.2.2, FILTER) as an immutable tree. The nodes are the types of <see cref="ScimFilter.Ast"/>.
/// </summary>
/// <remarks>
/// Equal filters have equal hash codes and the same canonical text, and that text parses back to an equal filter.
/// Thread-safe. No tree is deeper than <see cref="MaxDepth"/>, so whatever walks one cannot overflow the stack.
/// </remarks>
public abstract record FilterExpression : IParsable<FilterExpression>
{
    /// <summary>The largest number of nodes on a way from the root to a leaf.</summary>
    public const int MaxDepth = 1024;

    private protected FilterExpression(int depth, SourceSpan span)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"A filter may be at most {MaxDepth} nodes deep.");
        }

        Depth = depth;
        Span = span;
    }

    /// <summary>Gets the place in the source text; empty for a filter built in code. Takes no part in equality.</summary>
    public SourceSpan Span { get; }

    /// <summary>Gets the number of nodes on the longest way to a leaf, this one included.</summary>
    internal int Depth { get; }

    /// <summary>Parses a filter with <see cref="FilterOptions.Default"/>.</summary>
    /// <param name="text">The text, already decoded: no percent or plus decoding happens here.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="FilterParseException">The text is not a filter, or beyond a limit.</exception>
    public static FilterExpression Parse(string text) => Parse(text, FilterOptions.Default);

    /// <summary>Parses a filter (RFC 7644 section 3.4.2.2). Takes time in proportion to the text.</summary>
    /// <param name="text">The text, already decoded: no percent or plus decoding happens here.</param>
    /// <param name="options">The syntax and the limits.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="FilterParseException">The text is not a filter, or beyond a limit.</exception>
    public static FilterExpression Parse(string text, FilterOptions options) =>
        TryParse(text, options, out FilterExpression? filter, out FilterError? error)
            ? filter
            : throw new FilterParseException(text, error);

    /// <summary>Parses a filter with <see cref="FilterOptions.Default"/>, without exceptions.</summary>
    /// <param name="text">The text, already decoded; null counts as empty.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="error">What is wrong, where, and what was expected.</param>
    /// <returns>Whether the text is a filter.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out FilterExpression? filter,
        [NotNullWhen(false)] out FilterError? error) =>
        TryParse(text, FilterOptions.Default, out filter, out error);

    /// <summary>Parses a filter, without exceptions.</summary>
    /// <param name="text">The text, already decoded; null counts as empty.</param>
    /// <param name="options">The syntax and the limits.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="error">What is wrong, where, and what was expected.</param>
    /// <returns>Whether the text is a filter.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        FilterOptions options,
        [NotNullWhen(true)] out FilterExpression? filter,
        [NotNullWhen(false)] out FilterError? error)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FilterParser.TryParse(text ?? "", options, out filter, out error);
    }

    static FilterExpression IParsable<FilterExpression>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<FilterExpression>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out FilterExpression result) =>
        TryParse(s, out result, out _);

    /// <summary>Compiles this one filter by itself; no code is generated.</summary>
    /// <remarks>
    /// Right for one evaluation or a few. Whoever keeps filters shares one <see cref="FilterCompiler"/>, which generates code for hot
    /// shapes.
    /// </remarks>
    /// <returns>The compiled filter.</returns>
    /// <exception cref="FilterValidationException">An operator cannot take its value, such as <c>co 5</c>.</exception>
    public CompiledFilter Compile() => new FilterCompiler(FilterCompilerOptions.Interpreted).Compile(this);

    /// <inheritdoc/>
    public virtual bool Equals(FilterExpression? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Gives the canonical text: lower-case keywords, single spaces, no parentheses but the needed ones.</summary>
    public sealed override string ToString() => CanonicalPrinter.Print(this);
}
