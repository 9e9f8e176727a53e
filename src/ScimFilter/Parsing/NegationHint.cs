using ScimFilter.Formatting;

namespace ScimFilter.Parsing;

/// <summary>Recognises a <c>not</c> without its parentheses, as other filter languages have it, and writes it as this one does.</summary>
internal static class NegationHint
{
    private const string Not = "not";

    /// <summary>Gives what was meant by <c>not a pr</c> or <c>a not co "x"</c>; null when it is neither.</summary>
    /// <param name="before">The text before the place of the operator: it ends with a path.</param>
    /// <param name="text">The text from the place of the operator on.</param>
    public static string? Suggest(ReadOnlySpan<char> before, ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> path = LastWord(before);
        ReadOnlySpan<char> word = Words.Next(text);
        ReadOnlySpan<char> behind = text[word.Length..];
        if (path.Equals(Not, StringComparison.OrdinalIgnoreCase) && !word.IsEmpty && char.IsAsciiLetter(word[0]))
        {
            return behind.StartsWith('[') ? Negated(word, "[…]")
                : TryReadOperator(behind, out string test) ? Negated(word, test)
                : null;
        }

        return word.Equals(Not, StringComparison.OrdinalIgnoreCase) && TryReadOperator(behind, out string negated)
            ? Negated(path, negated)
            : null;
    }

    private static string Negated(ReadOnlySpan<char> path, string test) => $"not ({ErrorText.EchoName(path)}{test})";

    private static bool TryReadOperator(ReadOnlySpan<char> text, out string test)
    {
        ReadOnlySpan<char> word = text.TrimStart(' ');
        bool isThere = OperatorToken.TryRead(word, 0, out OperatorToken token) && word.Length < text.Length;
        test = !isThere ? "" : token.IsPresence ? " pr" : $" {OperatorText.Of(token.Comparison)} …";
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
