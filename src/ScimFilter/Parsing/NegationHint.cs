using ScimFilter.Ast;
using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary>Recognises a <c>not</c> without its parentheses, as other filter languages have it, and writes it as this one does.</summary>
internal static class NegationHint
{
    private const string Not = "not";
    private const int MostShown = 3;

    /// <summary>
    /// Gives what was meant by <c>not a pr</c>, <c>not not a pr</c> or <c>a not co "x"</c>; null when it is none of them.
    /// </summary>
    /// <param name="before">The text before the place of the operator: it ends with a path.</param>
    /// <param name="text">The text from the place of the operator on.</param>
    public static string? Suggest(ReadOnlySpan<char> before, ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> path = LastWord(before);
        if (!IsNot(path))
        {
            int between = SkipNegations(ref text, mayEndInAttribute: false);
            return between > 0 && TryReadTest(text, out string negated) ? Negated(between, path, negated) : null;
        }

        int count = 1 + SkipNegations(ref text, mayEndInAttribute: true);
        ReadOnlySpan<char> word = Words.Next(text);
        ReadOnlySpan<char> behind = text[word.Length..];
        bool isPath = !word.IsEmpty && char.IsAsciiLetter(word[0]);
        return isPath && behind.StartsWith('[') ? Negated(count, word, "[…]")
            : isPath && TryReadTestBehind(behind, out string test) ? Negated(count, word, test)
            : count > 1 ? Negated(count, "…", "")
            : null;
    }

    /// <summary>Writes so many negations; of many, two that are one inside the other are left out, as they say nothing.</summary>
    private static string Negated(int count, ReadOnlySpan<char> path, string test)
    {
        int shown = count <= MostShown ? count : MostShown - 1 + ((count - MostShown + 1) % 2);
        return $"{string.Concat(Enumerable.Repeat("not (", shown))}{ErrorText.EchoName(path)}{test}{new string(')', shown)}";
    }

    /// <summary>Passes over each <c>not</c>; over the last one only if it is no attribute, as it is in <c>not not pr</c>.</summary>
    private static int SkipNegations(ref ReadOnlySpan<char> text, bool mayEndInAttribute)
    {
        int count = 0;
        while (IsNot(Words.Next(text)))
        {
            ReadOnlySpan<char> behind = text[Not.Length..];
            if (mayEndInAttribute && (behind.StartsWith('[') || TryReadTestBehind(behind, out _)))
            {
                break;
            }

            count++;
            text = behind.TrimStart(' ');
        }

        return count;
    }

    private static bool IsNot(ReadOnlySpan<char> word) => word.Equals(Not, StringComparison.OrdinalIgnoreCase);

    private static bool TryReadTestBehind(ReadOnlySpan<char> text, out string test)
    {
        test = "";
        return text.StartsWith(' ') && TryReadTest(text.TrimStart(' '), out test);
    }

    private static bool TryReadTest(ReadOnlySpan<char> text, out string test)
    {
        bool isThere = OperatorToken.TryRead(text, 0, out OperatorToken token);
        test = !isThere ? "" : token.IsPresence ? " " + OperatorTable.Present : $" {OperatorTable.Row(token.Comparison).Token} …";
        return isThere;
    }

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(' ');
        int start = text.Length;
        while (start > 0 && !Words.IsEnd(text[start - 1]))
        {
            start--;
        }

        return text[start..];
    }
}
