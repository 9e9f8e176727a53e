using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ScimFilter.Ast;

namespace ScimFilter.Tests.Properties;

/// <summary>An event as text.</summary>
public sealed record EventText(string Json);

/// <summary>Filters and events that meet: few names, few values, arrays, nulls, odd characters.</summary>
public static class Generators
{
    private static readonly string[] _names = ["a", "A", "b", "c", "value", "type"];

    private static readonly string[] _urns =
        ["urn:x:y", "urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:core:2.0:Nonsense"];

    private static readonly string[] _texts =
    [
        "", "x", "X", "xy", "yx", "ä", "Ä", "😀", "\ue000", "\uffff", "k", "\u212a", "ſ", "s", "\"\\\n", "true", "1",
        "2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", "2020-01-01T00:00:00.5Z", "2020-01-01",
    ];

    private static readonly string[] _numbers =
        ["0", "-0.0", "1", "1.0", "10e-1", "-1", "2", "9007199254740993", "9007199254740992", "1e400", "0.1"];

    /// <summary>Filters that compile.</summary>
    public static Arbitrary<FilterExpression> Filters() =>
        Arb.From(Gen.Sized(size => Filter(Math.Min(size, 12), valuePaths: true)), Shrink);

    /// <summary>JSON objects, now and then with escapes and repeated names.</summary>
    public static Arbitrary<EventText> Events() =>
        Arb.From(Gen.Sized(size => Object(Math.Min(size / 10, 3)).Select(json => new EventText(json))));

    private static Gen<FilterExpression> Filter(int size, bool valuePaths)
    {
        Gen<FilterExpression> term = Gen.Frequency(
            (6, Comparison()),
            (1, Path().Select(FilterExpression (path) => new PresentExpression(path))));
        if (size <= 1)
        {
            return term;
        }

        Gen<FilterExpression> inner = Filter(size / 2, valuePaths);
        Gen<FilterExpression> list = Gen.Elements(LogicalOperator.And, LogicalOperator.Or).SelectMany(
            @operator => Gen.Choose(2, 4).SelectMany(count => inner.ArrayOf(count)),
            FilterExpression (@operator, operands) => new LogicalExpression(@operator, operands));
        return Gen.Frequency(
            (2, term),
            (3, list),
            (2, inner.Select(FilterExpression (filter) => new NotExpression(filter))),
            (valuePaths ? 2 : 0,
                Path().SelectMany(_ => Filter(size / 2, false), FilterExpression (path, filter) => new ValuePathExpression(path, filter))));
    }

    private static Gen<AttributePath> Path() => Gen.Frequency(
        (4, Gen.Elements(_names).Select(name => new AttributePath(name))),
        (3, Gen.Elements(_names).SelectMany(_ => Gen.Elements(_names), (outer, inner) => new AttributePath(outer, inner))),
        (1, Gen.Elements(_urns).SelectMany(_ => Gen.Elements(_names), (urn, name) => new AttributePath(urn, [name]))),
        (1, Gen.Elements(new AttributePath("urn:x", ["y"]), new AttributePath("urn:x", ["y", "a"]),
            new AttributePath("urn:X", ["Y", "b"]))));

    private static Gen<FilterExpression> Comparison() => Value().SelectMany(
        value => Gen.Elements(OperatorsFor(value)).SelectMany(_ => Path(), (@operator, path) => (@operator, path)),
        FilterExpression (value, rest) => new ComparisonExpression(rest.path, rest.@operator, value));

    private static ComparisonOperator[] OperatorsFor(ComparisonValue value) => value.Kind switch
    {
        ComparisonValueKind.String => Enum.GetValues<ComparisonOperator>(),
        ComparisonValueKind.Number => [.. Enum.GetValues<ComparisonOperator>().Where(o => !o.IsSubstringOperator())],
        _ => [ComparisonOperator.Equal, ComparisonOperator.NotEqual],
    };

    private static Gen<ComparisonValue> Value() => Gen.Frequency(
        (6, Gen.Elements(_texts).Select(ComparisonValue.String)),
        (2, Gen.Elements(_numbers).Select(number =>
            ComparisonValue.Number(ExactDecimal.TryParse(number, out ExactDecimal value) ? value : default))),
        (2, Gen.Elements(ComparisonValue.True, ComparisonValue.False, ComparisonValue.Null)));

    private static Gen<string> Json(int depth)
    {
        Gen<string> scalar = Gen.Frequency(
            (5, Gen.Elements(_texts).Select(text => JsonValue.Create(text).ToJsonString())),
            (2, Gen.Elements(_texts).Select(text => "\"" + string.Concat(text.Select(unit => $"\\u{(int)unit:x4}")) + "\"")),
            (2, Gen.Elements(_numbers)),
            (2, Gen.Elements("true", "false", "null", "\"\\ud800\"", "\"\\ud83d\\u0041\"")));
        return depth == 0 ? scalar : Gen.Frequency(
            (4, scalar),
            (3, Gen.Choose(0, 3).SelectMany(count => Json(depth - 1).ArrayOf(count)).Select(items => $"[{string.Join(" , ", items)}]")),
            (3, Object(depth - 1)));
    }

    private static Gen<string> Object(int depth) =>
        Gen.Choose(0, 6).SelectMany(count => Member(depth).ArrayOf(count)).Select(members => $"{{{string.Join(",", members)}}}");

    private static Gen<string> Member(int depth) =>
        Gen.Elements(
            "a", "A", "b", "B", "c", "value", "VALUE", "type", "\\u0061", "urn:x:y", "other\\\"",
            "long name with spaces and more than sixty-four characters in all of it")
            .SelectMany(_ => Json(depth), (name, value) => $"\"{name}\":{value}");

    private static IEnumerable<FilterExpression> Shrink(FilterExpression filter) => filter switch
    {
        NotExpression not => [not.Operand],
        LogicalExpression logical => logical.Operands,
        ValuePathExpression valuePath => Shrink(valuePath.Filter).Select(inner => new ValuePathExpression(valuePath.Path, inner)),
        _ => [],
    };
}
