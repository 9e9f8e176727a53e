namespace ScimFilter;

/// <summary>The syntax and the limits of parsing. Immutable and thread-safe.</summary>
/// <remarks>Every limit is checked before anything recurses, and each has its own <see cref="FilterErrorKind"/>.</remarks>
public sealed record FilterOptions
{
    /// <summary>Gets the defaults: lenient syntax and the limits that are documented at each property.</summary>
    public static FilterOptions Default { get; } = new();

    /// <summary>Gets the syntax. Default: <see cref="FilterSyntax.Lenient"/>.</summary>
    public FilterSyntax Syntax { get; init; }

    /// <summary>Gets the longest text, in UTF-16 code units: 1 to 16,777,216. Default: 16,384.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxLength { get; init => field = OptionRange.Checked(value, 1, 1 << 24); } = 16_384;

    /// <summary>Gets how many parentheses, negations and brackets may stand inside one another: 1 to 256. Default: 64.</summary>
    /// <remarks>
    /// A parenthesis straight behind an opening bracket counts with the bracket as one: canonical text needs it where
    /// <c>path[a or b].sub op value</c> does not.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxNesting { get; init => field = OptionRange.Checked(value, 1, 256); } = 64;

    /// <summary>Gets how many comparisons and presence tests a filter may have: 1 to 1,048,576. Default: 1,024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxComparisons { get; init => field = OptionRange.Checked(value, 1, 1 << 20); } = 1_024;

    /// <summary>
    /// Gets the longest string literal, in UTF-16 code units as written, and the most digits of a number, of which leading and
    /// trailing zeros do not count: 1 to 16,777,216. Default: 8,192.
    /// </summary>
    /// <remarks>Canonical text may write a number with zeros or an exponent that the text did not have; its digits are the same.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxLiteralLength { get; init => field = OptionRange.Checked(value, 1, 1 << 24); } = 8_192;

    /// <summary>Gets how many names a path may have: 1 to 64. Default: 32. Strict syntax takes two at most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxPathNames { get; init => field = OptionRange.Checked(value, 1, 64); } = 32;
}
