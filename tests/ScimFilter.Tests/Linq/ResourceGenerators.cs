using FsCheck;
using FsCheck.Fluent;
using ScimFilter.Ast;
using ScimFilter.Linq;
using ScimFilter.Tests.Properties;

namespace ScimFilter.Tests.Linq;

/// <summary>Objects for the generated filters, and those filters as far as the types of the objects can answer them.</summary>
public static class ResourceGenerators
{
    private static readonly string?[] _texts =
    [
        null, "", "x", "X", "xy", "yx", "ä", "Ä", "😀", "\ue000", "k", "\u212a", "\"\\\n", "1",
        "2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", "2020-01-01T00:00:00.5Z", "2020-01-01",
    ];

    private static readonly DateTimeOffset?[] _times =
    [
        null, DateTimeOffset.UnixEpoch, new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2020, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)),
        new(2020, 1, 1, 0, 0, 0, 500, TimeSpan.Zero),
    ];

    private static readonly FilterTranslator<Resource> _translator = new(map => map.Properties());

    // Two of them only: what a comparison can be moved to when its own attribute cannot take the literal.
    private static readonly AttributePath[] _paths =
    [
        new("a"), new("A"), new("value"), new("c", "A"), new("b", "A"), new("c", "b"), new("b", "b"), new("b", "type"), new("type"),
    ];

    /// <summary>Filters that translate: a comparison that its attribute cannot take goes to another attribute.</summary>
    public static Arbitrary<FilterExpression> Filters() =>
        Generators.Filters().Generator.Select(filter => Move(filter, leaf => leaf)).ToArbitrary();

    /// <summary>Resources with much that is null.</summary>
    public static Arbitrary<Resource> Resources() => Gen.Sized(size => Resource(Math.Min(size / 20, 2))!).ToArbitrary()!;

    private static FilterExpression Move(FilterExpression filter, Func<FilterExpression, FilterExpression> around) => filter switch
    {
        NotExpression not => new NotExpression(Move(not.Operand, around)),
        LogicalExpression logical => new LogicalExpression(logical.Operator, [.. logical.Operands.Select(operand => Move(operand, around))]),
        ValuePathExpression valuePath => MoveInside(valuePath),
        _ when Translates(around(filter)) => filter,
        ComparisonExpression comparison => _paths
            .Select(path => new ComparisonExpression(path, comparison.Operator, comparison.Value))
            .FirstOrDefault(moved => Translates(around(moved))) ?? (FilterExpression)new ComparisonExpression(new AttributePath("value"), ComparisonOperator.Equal, ComparisonValue.Null),
        PresentExpression => new PresentExpression(new AttributePath("value")),
        _ => filter,
    };

    private static ValuePathExpression MoveInside(ValuePathExpression valuePath)
    {
        AttributePath path = Translates(new PresentExpression(valuePath.Path)) ? valuePath.Path : new AttributePath("b");
        return new ValuePathExpression(path, Move(valuePath.Filter, leaf => new ValuePathExpression(path, leaf)));
    }

    private static bool Translates(FilterExpression filter) => _translator.TryTranslate(filter, out _, out _);

    private static Gen<Resource?> Resource(int depth) =>
        from text in Gen.Elements(_texts)
        from texts in List(Gen.Elements(_texts))
        from parts in List(Part(depth))
        from part in Part(depth)
        from extension in Part(depth)
        from number in Gen.Elements(0, -0.0, 1, -1, 2, 0.1, 9007199254740992, 1e300)
        from kind in Gen.Elements<Kind?>(null, Kind.X, Kind.Xy, Kind.Other, (Kind)7)
        select new Resource { Text = text, Texts = texts, Parts = parts?.ToArray(), Part = part, Number = number, Kind = kind, Extension = extension };

    private static Gen<Part?> Part(int depth) => depth == 0 ? Gen.Constant<Part?>(null) : Gen.OneOf(
        Gen.Constant<Part?>(null),
        from texts in List(List(Gen.Elements(_texts)))
        from number in Gen.Elements<long?>(null, 0, 1, -1, 2, 9007199254740992, 9007199254740993)
        from flag in Gen.Elements(true, false)
        from resource in Gen.OneOf(Gen.Constant<Resource?>(null), Resource(depth - 1))
        from value in Gen.Elements(_texts)
        from time in Gen.Elements(_times)
        select new Part { Texts = texts, Number = number, Flag = flag, Resource = resource, Value = value, Time = time });

    private static Gen<List<TItem>?> List<TItem>(Gen<TItem> item) =>
        Gen.OneOf(Gen.Constant<List<TItem>?>(null), Gen.Choose(0, 3).SelectMany(count => item.ArrayOf(count)).Select(List<TItem>? (items) => [.. items]));
}
