namespace ScimFilter.Aot;

/// <summary>Both syntaxes, printing, and errors with their place and picture.</summary>
internal static class ParsingChecks
{
    private static readonly FilterOptions _strict = new() { Syntax = FilterSyntax.Strict };

    public static void Run(Checks checks)
    {
        foreach (string text in (string[])[
            "userName eq \"bjensen\"",
            "title pr and not (userType ne \"Employee\" or active eq true)",
            "emails[type eq \"work\" and value co \"@example.com\"]",
            "urn:ietf:params:scim:schemas:core:2.0:User:name.familyName sw \"J\\u006f\\\"\\\\\"",
            "a gt -1.50e+3 or (b le 0 and (c eq null))",
        ])
        {
            checks.That($"strict: {text}", () => FilterExpression.Parse(text, _strict).Equals(FilterExpression.Parse(text)));
            checks.That($"round trip: {text}", () => RoundTrips(FilterExpression.Parse(text)));
        }

        foreach (string text in (string[])["  a  eq 1 ", "( a pr )", "a.b.c pr", "emails[type eq \"work\"].value eq \"x\""])
        {
            checks.That($"lenient: {text}", () => RoundTrips(FilterExpression.Parse(text)));
            checks.Throws<FilterParseException>($"strict: {text}", () => FilterExpression.Parse(text, _strict));
        }

        Refuse(checks, " ", FilterErrorKind.Empty);
        Refuse(checks, "userName eg \"x\"", FilterErrorKind.UnknownOperator);
        Refuse(checks, "a eq x", FilterErrorKind.InvalidValue);
        Refuse(checks, "a eq \"x", FilterErrorKind.UnterminatedString);
        Refuse(checks, "a eq \"\\ud800\"", FilterErrorKind.UnpairedSurrogate);
        Refuse(checks, "a eq \"\\x\"", FilterErrorKind.InvalidEscape);
        Refuse(checks, "a eq 01", FilterErrorKind.InvalidNumber);
        Refuse(checks, "a[b[c pr]]", FilterErrorKind.NestedValuePath);
        checks.That("a picture of the error", DrawsTheError);
    }

    private static bool RoundTrips(FilterExpression filter)
    {
        var again = FilterExpression.Parse(filter.ToString());
        return again.Equals(filter)
            && again.GetHashCode() == filter.GetHashCode()
            && string.Equals(again.ToString(), filter.ToString(), StringComparison.Ordinal);
    }

    private static void Refuse(Checks checks, string text, FilterErrorKind kind) =>
        checks.That($"{kind}: {text}", () => !FilterExpression.TryParse(text, out _, out FilterError? error) && error.Kind == kind);

    private static bool DrawsTheError()
    {
        const string text = "userName eg \"bjensen\"";
        return !FilterExpression.TryParse(text, out _, out FilterError? error)
            && error.Draw(text).StartsWith(text + "\n         ^^ expected a comparison operator", StringComparison.Ordinal)
            && error.Message.EndsWith("did you mean 'eq'?", StringComparison.Ordinal);
    }
}
