using System.Text;

namespace ScimFilter.Aot;

/// <summary>Long, deep and broken inputs end in an answer or in a documented error.</summary>
internal static class HostileChecks
{
    public static void Run(Checks checks)
    {
        Refuse(checks, string.Concat(Enumerable.Repeat("(", 8_000)), FilterErrorKind.TooDeep);
        Refuse(checks, string.Concat(Enumerable.Repeat("not(", 4_000)), FilterErrorKind.TooDeep);
        Refuse(checks, new string('a', 100_000) + " pr", FilterErrorKind.TooLong);
        Refuse(checks, string.Join(" or ", Enumerable.Repeat("a pr", 1_500)), FilterErrorKind.TooManyComparisons);
        Refuse(checks, $"a eq \"{new string('x', 10_000)}\"", FilterErrorKind.LiteralTooLong);
        Refuse(checks, string.Join('.', Enumerable.Repeat("a", 100)) + " pr", FilterErrorKind.PathTooLong);
        Refuse(checks, "a eq 1e9999999999", FilterErrorKind.NumberOutOfRange);

        checks.That("as deep as the options allow", AsDeepAsAllowed);
        checks.That("as many as the options allow", () =>
            FilterExpression.Parse(string.Join(" or ", Enumerable.Repeat("a eq 1", 1_024))).Compile().Matches("""{"a":1}"""u8));
        checks.That("a huge exponent", () =>
            FilterExpression.Parse("a lt 1e999999999").Compile().Matches("""{"a":1e999999998}"""u8));

        foreach (string json in (string[])["", " ", "{", "{\"a\":", "{\"a\":\"\\u12", "{\"a\":tru}", "\u0001"])
        {
            checks.Throws<EventFormatException>($"no event: {json}", () => Read(json, EventReading.Full));
            checks.Throws<EventFormatException>($"no event, strict: {json}", () => Read(json, EventReading.Strict));
        }

        checks.Throws<EventFormatException>("no event, strict: no colon", () => Read("{\"a\" 1}", EventReading.Strict));

        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000));
        checks.Throws<EventFormatException>("a deep event", () =>
            FilterExpression.Parse("a.a.a pr").Compile().Matches(Encoding.UTF8.GetBytes(deep)));
        checks.Throws<EventFormatException>("a deep array", () =>
            FilterExpression.Parse("a eq 1").Compile().Matches(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100_000))));
    }

    private static void Refuse(Checks checks, string text, FilterErrorKind kind) =>
        checks.That($"{kind}: {text[..10]}…", () => !FilterExpression.TryParse(text, out _, out FilterError? error) && error.Kind == kind);

    private static bool AsDeepAsAllowed()
    {
        var options = new FilterOptions { MaxNesting = 256 };
        string text = string.Concat(Enumerable.Repeat("not (", 256)) + "a pr" + new string(')', 256);
        var filter = FilterExpression.Parse(text, options);
        return filter.Equals(FilterExpression.Parse(filter.ToString(), options)) && filter.Compile().Matches("""{"a":1}"""u8);
    }

    private static void Read(string json, EventReading reading) =>
        new FilterCompiler(new FilterCompilerOptions { EventReading = reading })
            .Compile(FilterExpression.Parse("a eq \"x\"")).Matches(Encoding.UTF8.GetBytes(json));
}
