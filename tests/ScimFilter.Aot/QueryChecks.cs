using System.Diagnostics.CodeAnalysis;
using ScimFilter.Linq;

namespace ScimFilter.Aot;

/// <summary>LINQ: attributes that are mapped by hand work in native code, and a mapping by convention says that it cannot.</summary>
internal static class QueryChecks
{
    private static readonly Person[] _people =
    [
        new("bjensen", 30, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), [new Email("b@example.com", "work")], ["x", "y"]),
        new("root", null, default, [], []),
    ];

    public static void Run(Checks checks)
    {
        var translator = new FilterTranslator<Person>(map => map
            .Value("userName", person => person.Login)
            .Value("age", person => person.Age)
            .Value("created", person => person.Created)
            .MultiValued("emails", person => person.Emails, email => email.Value("value", e => e.Value).Value("type", e => e.Type))
            .MultiValued("labels", person => person.Labels));
        foreach (string filter in (string[])
            [
                "userName eq \"BJensen\"", "userName eq \"bjensen\" or userName eq \"x\"", "userName co \"JENS\"", "userName lt \"c\"",
                "age gt 29.5",
                "age eq 30 or age eq 31", "created ge \"2026-01-01T00:00:00Z\"", "emails[type eq \"work\" and value co \"@\"]",
                "labels eq \"X\"", "emails pr",
            ])
        {
            checks.That(filter, () => _people.Where(translator.Translate(FilterExpression.Parse(filter)).Compile()).Single() == _people[0]);
        }

        checks.Throws<FilterValidationException>("not mapped", () => translator.Translate(FilterExpression.Parse("nope pr")));
        checks.Throws<PlatformNotSupportedException>("Properties()", ByConvention);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The exception is what is looked for.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The exception is what is looked for.")]
    private static void ByConvention() => _ = new FilterTranslator<Person>(map => map.Properties());

    private sealed record Person(string Login, int? Age, DateTime Created, Email[] Emails, List<string> Labels);

    private sealed record Email(string Value, string? Type);
}
