using ScimFilter.Ast;

namespace ScimFilter.Repl.Interactive.Completion;

/// <summary>
/// Completes filters: attributes of the loaded events and of the schema, operators, values that events have, connectives.
/// </summary>
internal sealed class FilterCompletion(LoadedEvents events, ReplSettings settings)
{
    private static readonly ComparisonOperator[] _comparisons = Enum.GetValues<ComparisonOperator>();
    private static readonly string[] _operators = [.. _comparisons.Select(comparison => comparison.ToToken()), "pr"];

    /// <summary>Gives what the word at the end of a text may become.</summary>
    public Candidates Complete(string text)
    {
        var position = new FilterPosition(text);
        IEnumerable<string> fitting = position.Expected switch
        {
            Expected.Attribute => Attributes(position.Prefix).Where(name => StartsWith(name, position.Word)),
            Expected.Parenthesis => position.Word.Length == 0 ? ["("] : [],
            Expected.Operator => _operators.Where(name => StartsWith(name, position.Word)),
            Expected.Value => Values(position),
            _ => Connectives(position, needsSpace: position.WordStart == text.Length && text.Length > 0 && !char.IsWhiteSpace(text[^1])),
        };
        return new Candidates(position.WordStart, [.. fitting]);
    }

    private static bool StartsWith(string candidate, string word) => candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Connectives(FilterPosition position, bool needsSpace)
    {
        string space = needsSpace ? " " : "";
        string[] closer = position.Closer.Length == 0 ? [] : [position.Closer];
        return new[] { space + "and", space + "or" }.Concat(closer).Where(name => StartsWith(name, position.Word));
    }

    private IEnumerable<string> Attributes(string prefix) => events.Paths
        .Union(settings.Schema?.Attributes.Select(attribute => attribute.Name) ?? [], StringComparer.OrdinalIgnoreCase)
        .Order(StringComparer.Ordinal)
        .Where(path => path.Length > prefix.Length && StartsWith(path, prefix))
        .Select(path => path[prefix.Length..])
        .Append("not (");

    /// <summary>The literals of the attribute; a word without a quotation mark may become a string as well.</summary>
    private IEnumerable<string> Values(FilterPosition position)
    {
        bool onlyStrings = Array.Exists(
            _comparisons,
            comparison => comparison.IsSubstringOperator()
                && comparison.ToToken().Equals(position.Operator, StringComparison.OrdinalIgnoreCase));
        return events.ValuesOf(position.Attribute)
            .Where(value => !onlyStrings || value[0] == '"')
            .Where(value => StartsWith(value, position.Word) || (value[0] == '"' && StartsWith(value[1..], position.Word)));
    }
}
