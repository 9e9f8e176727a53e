using System.Text.Json;
using ScimFilter.Ast;
using ScimFilter.Linq;
using ScimFilter.Oracle;

namespace ScimFilter.Tests.Linq;

/// <summary>Each CLR type compares as its JSON does, whatever the literal: between two values, or beyond them all.</summary>
public class ValueTypeTests
{
    private static readonly string[] _numbers =
    [
        "0", "-0.0", "1", "-1", "5", "5.5", "-5.5", "0.1", "0.10000000149011612", "0.5", "127", "128", "255.5", "256", "-128", "-129",
        "32767.5", "65536", "2147483647", "2147483648",
        "-2147483649", "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
        "-9223372036854775809",
        "79228162514264337593543950335", "79228162514264337593543950336", "0.1000000000000000000000000001",
        "0.10000000000000000000000000005", "0.33333333333333333",
        "1e400", "-1e400", "1e-400", "-1e-400", "1e999999999", "1e-999999999", "3.4028235e38", "3.5e38", "1.7976931348623157e308",
        "1.7976931348623158e308", "5e-324", "2e-324",
    ];

    private static readonly string[] _times =
    [
        "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00.0000001Z", "2026-01-01T00:00:00.00000005Z",
        "2025-12-31T23:59:60Z", "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.99999999Z",
        "9999-12-31T23:59:60-10:00", "2026-01-01T00:00:00.123456Z",
    ];

    private static readonly string[] _texts = ["\"x\"", "\"X\"", "\"y-x\"", "\"\"", "\"Other\"",
        "\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"", "\"6F9619FF-8B86-D011-B42D-00C04FC964FF\"", "\"y\""];

    [Fact]
    public void Numbers()
    {
        Agree<sbyte>([sbyte.MinValue, -5, 0, 1, sbyte.MaxValue], _numbers);
        Agree<byte>([0, 1, 5, 6, byte.MaxValue], _numbers);
        Agree<short>([short.MinValue, -6, 0, 5, short.MaxValue], _numbers);
        Agree<ushort>([0, 5, 256, ushort.MaxValue], _numbers);
        Agree([int.MinValue, -5, 0, 1, 5, 6, int.MaxValue], _numbers);
        Agree([0u, 5u, uint.MaxValue], _numbers);
        Agree([long.MinValue, -1, 5, 9007199254740993, long.MaxValue], _numbers);
        Agree([0ul, 5ul, 9007199254740993ul, ulong.MaxValue], _numbers);
        Agree([float.MinValue, -5.5f, -0f, 0, float.Epsilon, 0.1f, 1, 5.5f, 9007199254740993f, float.MaxValue], _numbers);
        Agree([double.MinValue, -5.5, -0.0, 0, double.Epsilon, 0.1, 1.0 / 3, 1, 5.5, 9007199254740993, 18446744073709551615.0,
            double.MaxValue], _numbers);
        Agree([decimal.MinValue, -5.5m, 0, 0.1m, 0.10m, 0.1000000000000000000000000001m, 1, 5.5m, 9007199254740993, decimal.MaxValue],
            _numbers);
    }

    [Fact]
    public void Points_in_time()
    {
        DateTime[] times =
        [
            DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
            new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(1),
        ];
        string[] literals = [.. _times.Select(time => $"\"{time}\"")];
        Agree(times, literals);
        Agree(
            [.. times.Select(time => new DateTimeOffset(time)), new DateTimeOffset(2026, 1, 1, 5, 0, 0, TimeSpan.FromHours(5))], literals);
        Agree(
            [new DateOnly(2026, 1, 1), DateOnly.MinValue, DateOnly.MaxValue],
            ["\"2026-01-01\"", "\"2026-01-02\"", "\"0001-01-01\"", "\"9999-12-31\""]);
    }

    [Fact]
    public void Strings_of_other_types()
    {
        Agree([Kind.X, Kind.Xy, Kind.Other, (Kind)7], _texts);
        Agree([Guid.Empty, Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff")], _texts);
        Agree([true, false], ["true", "false"]);
    }

    private static void Agree<TValue>(TValue[] values, string[] literals)
        where TValue : struct
    {
        Holder<TValue>[] holders = [.. values.Select(value => new Holder<TValue>(value, value)), new Holder<TValue>(values[0], null)];
        JsonElement[] json = [.. holders.Select(holder => JsonSerializer.SerializeToElement(holder))];
        int compared = 0;
        foreach (bool caseExact in new[] { true, false })
        {
            var translator = new FilterTranslator<Holder<TValue>>(
                map => map.Properties(), new FilterTranslatorOptions { CaseExact = caseExact });
            foreach (string text in literals.SelectMany(Comparisons))
            {
                FilterExpression filter = FilterExpression.Parse(text);
                if (translator.TryTranslate(filter, out var predicate, out _))
                {
                    compared++;
                    Func<Holder<TValue>, bool> compiled = predicate.Compile(preferInterpretation: true);
                    Assert.All(holders.Zip(json), pair => Assert.True(
                        NaiveEvaluator.Matches(filter, pair.Second, caseExact) == compiled(pair.First),
                        $"{text} on {pair.Second} as {typeof(TValue)}"));
                }
            }
        }

        int operators = typeof(TValue) == typeof(bool) || typeof(TValue) == typeof(Guid) ? 2 : 6;
        Assert.True(compared >= literals.Length * 4 * operators, $"{compared} of {typeof(TValue)}");
    }

    private static IEnumerable<string> Comparisons(string literal) =>
        Enum.GetValues<ComparisonOperator>().SelectMany(o => new[] { $"plain {Text(o)} {literal}", $"nullable {Text(o)} {literal}" });

    private static string Text(ComparisonOperator @operator) =>
        new ComparisonExpression(new AttributePath("a"), @operator, ComparisonValue.Null).ToString().Split(' ')[1];

    public sealed record Holder<TValue>(TValue Plain, TValue? Nullable)
        where TValue : struct;
}
