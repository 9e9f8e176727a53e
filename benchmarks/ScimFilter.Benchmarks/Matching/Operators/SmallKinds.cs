using System.Globalization;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>
/// The workloads that hypermatch publishes for itself, stated as SCIM filters, with members in alphabetical order as its encoder
/// writes them; then two that its structure finds hard: prefixes of a thousand lengths, and a wide range over narrow ones.
/// </summary>
/// <remarks>https://github.com/SchwarzDigits/hypermatch, bench_test.go; only the workloads are taken from there.</remarks>
internal static class SmallKinds
{
    private const int Lengths = 1_000;

    private static readonly string[] _environments = ["prod", "stage", "dev", "test"];
    private static readonly string _filling = Words.Text(Lengths + 100, new Random(1));

    public static Kind[] All { get; } =
    [
        Mixed("small-mixed", matches: 10, type: "app"),
        Mixed("small-near-miss", matches: 0, type: "cache"),
        new SmallKind(
            "small-two-eq",
            matches: 1,
            draw => $"service eq \"svc-{draw.Number / 4}\" and env eq \"{_environments[draw.Number % 4]}\"",
            draw =>
            [
                ("env", "prod"), ("host", "host-42"), ("message", "disk usage above threshold"), ("service", $"svc-{draw.Number / 4}"),
                ("severity", "critical"), ("team", "platform"),
            ]),
        new SmallKind(
            "small-infix",
            matches: 1,
            draw => $"name co \"-app{draw.Number}-\" and env eq \"prod\"",
            draw => [("env", "prod"), ("host", "host-42"), ("name", $"eu-app{draw.Number}-db")]),
        new SmallKind(
            "small-prefix",
            matches: 1,
            draw => $"url sw \"/api/v1/r{draw.Number}/\" and (method eq \"get\" or method eq \"post\")",
            draw => [("method", "get"), ("url", $"/api/v1/r{draw.Number}/items/42")]),
        new SmallKind(
            "small-pr-ne",
            matches: 99,
            draw => $"region pr and region ne \"r{draw.Number % 100}\" and service eq \"svc-{draw.Number / 100}\"",
            draw => [("region", $"r{draw.Number % 100}"), ("service", $"svc-{draw.Number / 100}")]),
        new SmallKind(
            "small-two-ne",
            matches: 0,
            draw => $"region ne \"moon\" and region ne \"r{draw.Number % 100}\" and service eq \"svc-{draw.Number / 100}\"",
            draw => [("region", "moon"), ("service", $"svc-{draw.Number / 100}")]),
        new SmallKind(
            "small-thresholds",
            matches: 6,
            draw => $"service eq \"svc-{draw.Number / 10}\" and latency gt {draw.Number % 10 * 100}",
            draw => [("latency", 550), ("service", $"svc-{draw.Number / 10}")]),
        new SmallKind(
            "small-lengths",
            matches: 1,
            draw => $"url sw \"{Url(draw, 1 + (draw.Number % Lengths))}\"",
            draw => [("method", "get"), ("url", Url(draw, Lengths + draw.Random.Next(1, 50)))]),
        new SmallKind(
            "small-wide-range",
            matches: 2,
            draw => draw.Number == 0 ? $"size ge 0 and size lt {100L * draw.Domain}" : Range(draw),
            draw => [("host", "host-42"), ("size", (100L * Math.Max(1, draw.Number)) + draw.Random.Next(100)), ("team", "platform")]),
    ];

    private static SmallKind Mixed(string name, int matches, string type) => new(
        name,
        matches,
        draw => $"name co \"-myapp-\" and env eq \"prod\" and number eq \"{Shared(draw)}\" and tags eq \"tag1\" and tags eq \"tag2\" "
            + "and region pr and region ne \"moon\" and (type eq \"app\" or type eq \"database\")",
        draw =>
        [
            ("env", "prod"), ("name", $"app-myapp-{draw.Number}"), ("number", Shared(draw)), ("region", "earth"),
            ("tags", (string[])["tag1", "tag2"]), ("type", type),
        ]);

    /// <summary>Gives a number that ten filters have.</summary>
    private static string Shared(Draw draw) => (draw.Number % Math.Max(1, draw.Domain / 10)).ToString(CultureInfo.InvariantCulture);

    private static string Url(Draw draw, int filling) => $"/{Words.Of(draw.Number)}/{_filling.AsSpan(0, filling)}";

    private static string Range(Draw draw) => $"size ge {100L * draw.Number} and size lt {100L * (draw.Number + 1)}";
}
