using System.Collections.Immutable;
using Pidgin;
using Pidgin.Configuration;

namespace ScimFilter.Parsing;

/// <summary>What one parse knows: the options, how deep and how far it is, and the first fault, which is the fault that is told.</summary>
/// <remarks>Rides through Pidgin as the configuration. The grammar never backtracks, so the first fault is the real one.</remarks>
internal sealed class ParseSession(string text, FilterOptions options) : IConfiguration<char>
{
    private static readonly IConfiguration<char> _defaults = Configuration.Default<char>();

    // The nesting of the parenthesis straight behind a bracket while it is open; it counts with the bracket as one.
    private int _headGroup;
    private ImmutableArray<string> _names;

    /// <summary>Gets the whole text. Pidgin's own look ahead does more than slicing it at Pidgin's position.</summary>
    public string Text { get; } = text;

    public FilterOptions Options { get; } = options;

    public bool IsStrict { get; } = options.Syntax == FilterSyntax.Strict;

    /// <summary>Gets how many parentheses and brackets are open.</summary>
    public int Nesting { get; private set; }

    /// <summary>Gets or sets how many comparisons and presence tests were read.</summary>
    public int Comparisons { get; set; }

    /// <summary>Gets the operands that wait for the end of their chain.</summary>
    public List<FilterExpression> Operands => field ??= new List<FilterExpression>(8);

    public bool InValuePath { get; set; }

    public FilterError? Error { get; private set; }

    public Func<char, SourcePosDelta> SourcePosCalculator => _defaults.SourcePosCalculator;

    public IArrayPoolProvider ArrayPoolProvider => _defaults.ArrayPoolProvider;

    /// <summary>Opens a parenthesis or a bracket.</summary>
    /// <param name="offset">Its place.</param>
    /// <returns>Whether the limit allows it.</returns>
    public bool TryOpen(int offset)
    {
        Nesting++;
        if (InValuePath && _headGroup == 0 && Text.AsSpan(0, offset).TrimEnd(' ').EndsWith('['))
        {
            _headGroup = Nesting;
        }

        return Nesting <= Options.MaxNesting + (_headGroup == 0 ? 0 : 1);
    }

    /// <summary>Closes what was opened last.</summary>
    public void Close()
    {
        _headGroup = _headGroup == Nesting ? 0 : _headGroup;
        Nesting--;
    }

    /// <summary>Gives the names of a path that is one name; the same array while the name is the same.</summary>
    /// <remarks>Filters often name the same attribute in consecutive comparisons.</remarks>
    public ImmutableArray<string> Names(ReadOnlySpan<char> name)
    {
        if (_names.IsDefault || !name.SequenceEqual(_names[0]))
        {
            _names = [name.ToString()];
        }

        return _names;
    }

    /// <summary>Keeps the fault if it is the first, and gives what a leaf returns when it fails.</summary>
    public int Fail(FilterError error)
    {
        Error ??= PastedCharacters.Name(error, Text);
        return Leaf.Failed;
    }

    /// <summary>Where one space must be: strict takes one, lenient a run. Zero when there is none.</summary>
    public int RequiredSpaces(ReadOnlySpan<char> rest) =>
        rest is [' ', not ' ', ..] ? 1 : IsStrict ? (rest.StartsWith(' ') ? 1 : 0) : CountSpaces(rest);

    /// <summary>Where the grammar has no space: strict takes none, lenient a run.</summary>
    public int OptionalSpaces(ReadOnlySpan<char> rest) => IsStrict ? 0 : CountSpaces(rest);

    private static int CountSpaces(ReadOnlySpan<char> rest)
    {
        int count = 0;
        while (count < rest.Length && rest[count] == ' ')
        {
            count++;
        }

        return count;
    }
}
