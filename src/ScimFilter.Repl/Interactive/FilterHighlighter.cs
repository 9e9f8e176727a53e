using System.Text.RegularExpressions;
using ScimFilter.Ast;

namespace ScimFilter.Repl.Interactive;

/// <summary>Colours strings, numbers and keywords of a filter while it is typed.</summary>
internal static partial class FilterHighlighter
{
    private const byte Green = 32;
    private const byte Yellow = 33;
    private const byte Cyan = 36;

    private static readonly HashSet<string> _keywords = new(
        [.. Enum.GetValues<ComparisonOperator>().Select(comparison => comparison.ToToken()), "pr", "and", "or", "not"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the colour of each code unit, as the number of an SGR sequence; 0 for none.</summary>
    public static byte[] Paint(string line)
    {
        byte[] colours = new byte[line.Length];
        foreach (Match word in Word().Matches(line))
        {
            byte colour = word.Groups["string"].Success ? Green
                : word.Groups["number"].Success ? Cyan
                : _keywords.Contains(word.Value) ? Yellow
                : (byte)0;
            colours.AsSpan(word.Index, word.Length).Fill(colour);
        }

        return colours;
    }

    // An unfinished string is one already. Other words are matched as wholes, so that a keyword inside one is none.
    [GeneratedRegex(
        """
        (?<string>"(?:[^"\\]|\\.)*"?)
        |(?<number>-?[0-9][^\s()\[\]"]*)
        |[^\s()\[\]"]+
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Word();
}
