namespace ScimFilter.Formatting;

/// <summary>The one place that puts faults into words.</summary>
internal static class ErrorText
{
    private const int LongestEcho = 40;
    private const int LongestName = 96;
    private const int KeptStart = 28;
    private const int KeptAround = 12;
    private const int KeptEnd = 40;

    public static string Describe(FilterError error)
    {
        string what = error.Kind switch
        {
            FilterErrorKind.Empty => "the filter is empty; " + Expected(error),
            FilterErrorKind.UnexpectedEnd => "the filter ends here; " + Expected(error),
            FilterErrorKind.InvalidValue when error.Subject is not null && CharacterName.IsOtherQuote(error.Found[0]) =>
                $"{error.Subject} is not a quote of JSON; {Expected(error)}",
            FilterErrorKind.UnexpectedText or FilterErrorKind.UnknownOperator or FilterErrorKind.InvalidValue
                when error.Subject is not null =>
                $"{error.Subject} cannot stand here; {Expected(error)}",
            FilterErrorKind.UnexpectedText or FilterErrorKind.UnknownOperator or FilterErrorKind.InvalidValue => Expected(error),
            FilterErrorKind.InvalidAttributePath when error.Subject is not null =>
                $"'{error.Found}' is not an attribute: it has {error.Subject}; {Expected(error)}",
            FilterErrorKind.InvalidAttributePath => $"'{error.Found}' is not an attribute; {Expected(error)}",
            FilterErrorKind.InvalidNumber when error.Subject is not null =>
                $"'{error.Found}' is not a JSON number: it has {error.Subject}; {Expected(error)}",
            FilterErrorKind.InvalidNumber => $"'{error.Found}' is not a JSON number; {Expected(error)}",
            FilterErrorKind.UnterminatedString when error.Subject is not null =>
                $"this string has no closing quote: {error.Subject} is none, \" is",
            FilterErrorKind.UnterminatedString => "this string has no closing quote",
            FilterErrorKind.InvalidEscape => $"'{error.Found}' is not a JSON escape; {Expected(error)}",
            FilterErrorKind.ControlCharacter => $"{error.Found} in a string must be escaped; {Expected(error)}",
            FilterErrorKind.UnpairedSurrogate => "half of a surrogate pair is not a character",
            FilterErrorKind.NestedValuePath => "a value path cannot stand inside a value path",
            FilterErrorKind.TooLong => $"the filter is longer than {error.Subject} characters",
            FilterErrorKind.TooDeep => $"more than {error.Subject} parentheses, negations and brackets inside one another",
            FilterErrorKind.TooManyComparisons => $"the filter has more than {error.Subject} comparisons",
            FilterErrorKind.LiteralTooLong => $"this value is longer than {error.Subject} characters",
            FilterErrorKind.PathTooLong => $"this path has more than {error.Subject} names",
            FilterErrorKind.NumberOutOfRange => "the exponent of this number is too large",
            FilterErrorKind.UnknownAttribute => $"there is no attribute '{error.Found}'; {Expected(error)}",
            FilterErrorKind.OperatorNotAllowed => $"'{error.Found}' cannot be used with {error.Subject}; {Expected(error)}",
            FilterErrorKind.ValueTypeMismatch => $"{error.Subject} cannot be compared with {error.Found}; {Expected(error)}",
            FilterErrorKind.ValueNotAllowed => $"{error.Found} is not a value of {error.Subject}; {Expected(error)}",
            FilterErrorKind.ExpressionNotAllowed => $"{error.Subject} cannot be used here; {Expected(error)}",
            FilterErrorKind.EventTypeNotAllowed => $"'{error.Found}' can only be used when the event types are {error.Subject}",
            FilterErrorKind.TooManyAttributes => $"with this filter, those of the index would ask for more than {error.Subject} attributes",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return error.Suggestion is null ? what : $"{what}; did you mean {error.Suggestion}?";
    }

    /// <summary>Cuts what is echoed: a fault never repeats more of a hostile text than a person would read.</summary>
    public static string Echo(ReadOnlySpan<char> text)
    {
        string echo = text.Length <= LongestEcho ? text.ToString() : string.Concat(text[..(LongestEcho - 1)], "…");
        return Printable.Clean(echo);
    }

    /// <summary>
    /// Shortens the name of an attribute in the middle: its URN tells the schema at the start and the attribute at the end. Also kept is
    /// the place where it differs from a name that it may have been meant to be.
    /// </summary>
    public static string EchoName(ReadOnlySpan<char> name, string? meant = null)
    {
        if (name.Length <= LongestName)
        {
            return Printable.Clean(name.ToString());
        }

        int differs = meant is null ? 0 : CommonStart(name, meant);
        int start = Math.Clamp(differs - KeptAround, KeptStart, name.Length - KeptEnd);
        int end = Math.Clamp(differs + KeptAround, start, name.Length - KeptEnd);
        string before = start == KeptStart ? "" : "…";
        string middle = start == end ? "…" : string.Concat(before, name[start..end], end == name.Length - KeptEnd ? "" : "…");
        return Printable.Clean(string.Concat(name[..KeptStart], middle, name[^KeptEnd..]));
    }

    private static int CommonStart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int common = 0;
        while (common < Math.Min(left.Length, right.Length) && char.ToLowerInvariant(left[common]) == char.ToLowerInvariant(right[common]))
        {
            common++;
        }

        return common;
    }

    private static string Expected(FilterError error) => error.Expected.Count > 0 ? "expected " + Join(error.Expected) : error.Kind switch
    {
        FilterErrorKind.OperatorNotAllowed => "no operator can",
        FilterErrorKind.UnknownAttribute => "there are none here",
        _ => "expected something else",
    };

    private static string Join(IReadOnlyList<string> phrases) => phrases.Count switch
    {
        1 => phrases[0],
        _ => $"{string.Join(", ", phrases.Take(phrases.Count - 1))} or {phrases[^1]}",
    };
}
