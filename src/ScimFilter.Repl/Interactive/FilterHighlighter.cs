using System.Text.RegularExpressions;
using RadLine;
using Spectre.Console;

namespace ScimFilter.Repl.Interactive;

/// <summary>Colours the words of a filter while it is typed. The editor asks for one word at a time, without its place.</summary>
internal sealed partial class FilterHighlighter : IHighlighter
{
    private static readonly Style _text = new(Color.Green);
    private static readonly Style _number = new(Color.Aqua);
    private static readonly Style _keyword = new(Color.Yellow);

    public Style? Highlight(string token) => token.Length == 0 ? null : token[0] switch
    {
        '"' => _text,
        >= '0' and <= '9' => _number,
        _ => Keyword().IsMatch(token) ? _keyword : null,
    };

    [GeneratedRegex("^(?:eq|ne|co|sw|ew|gt|ge|lt|le|pr|and|or|not)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Keyword();
}
