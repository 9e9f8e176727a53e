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

    private static readonly FilterFitting _fitting = new(
        filter => _translator.TryTranslate(filter, out _, out _), "a", "A", "value", "c.A", "b.A", "c.b", "b.b", "b.type", "type", "b");

    /// <summary>Filters that translate.</summary>
    public static Arbitrary<FilterExpression> Filters() => Generators.Filters().Generator.Select(_fitting.Fit).ToArbitrary();

    /// <summary>Resources with much that is null.</summary>
    public static Arbitrary<Resource> Resources() => Gen.Sized(size => Resource(Math.Min(size / 20, 2))!).ToArbitrary()!;

    private static Gen<Resource?> Resource(int depth) =>
        from text in Gen.Elements(_texts)
        from texts in List(Gen.Elements(_texts))
        from parts in List(Part(depth))
        from part in Part(depth)
        from extension in Part(depth)
        from number in Gen.Elements(0, -0.0, 1, -1, 2, 0.1, 9007199254740992, 1e300)
        from kind in Gen.Elements<Kind?>(null, Kind.X, Kind.Xy, Kind.Other, (Kind)7)
        select new Resource
        {
            Text = text, Texts = texts, Parts = parts?.ToArray(), Part = part, Number = number, Kind = kind, Extension = extension,
        };

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
        Gen.OneOf(
            Gen.Constant<List<TItem>?>(null),
            Gen.Choose(0, 3).SelectMany(count => item.ArrayOf(count)).Select(List<TItem>? (items) => [.. items]));
}
