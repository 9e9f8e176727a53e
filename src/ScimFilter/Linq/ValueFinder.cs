using System.Linq.Expressions;
using ScimFilter.Linq.Values;

namespace ScimFilter.Linq;

/// <summary>What a path has led to.</summary>
internal readonly record struct Found(Expression Value, MappedShape Shape)
{
    /// <summary>Gets a value indicating whether it is known not to be null: the resource, what a value path has tested, a row.</summary>
    public bool IsThere { get; init; }
}

/// <summary>A value to compare.</summary>
internal readonly record struct FoundValue(Expression Expression, MappedValue Shape)
{
    public ValueTranslation Translation => Shape.Translation;

    public CapturedValues Captured => Shape.Captured;
}

/// <summary>Leads to the values of a path: over what may be null, and over each item of what has several.</summary>
internal sealed class ValueFinder(bool inMemory)
{
    private const int DeepestPresent = 3;

    private static readonly string[] _value = ["value"];

    /// <summary>Builds the test whether some single value at a path meets a condition, which sees no collection.</summary>
    public Expression Some(Found from, ReadOnlyMemory<string> names, Func<Found, Expression> condition)
    {
        if (from.Shape is MappedCollection collection)
        {
            bool isThere = !inMemory && collection.Item is MappedObject;
            Expression any = collection.Any(
                from.Value, item => Some(new Found(item, collection.Item) { IsThere = isThere }, names, condition));
            return inMemory ? Conditions.And(Conditions.IsNotNull(from.Value), any) : any;
        }

        if (names.IsEmpty)
        {
            return condition(from);
        }

        MappedAttribute attribute = ((MappedObject)from.Shape).Attributes.Find(names.Span[0])!;
        return Guarded(from, Some(new Found(attribute.Of(from.Value), attribute.Shape), names[1..], condition));
    }

    /// <summary>An object stands for its <c>value</c>.</summary>
    public Expression Compared(Found found, Func<FoundValue, Expression> condition) => found.Shape switch
    {
        MappedValue value => condition(new FoundValue(found.Value, value)),
        _ => Some(found, _value, inner => condition(new FoundValue(inner.Value, (MappedValue)inner.Shape))),
    };

    /// <summary>Whether there is a value at all: <c>ne null</c>.</summary>
    public Expression Exists(Found found) => found.Shape switch
    {
        _ when found.IsThere => Conditions.True,
        MappedObject { IsGroup: true } group => Conditions.Any(
            [.. group.Attributes.All.Select(attribute => Some(new Found(attribute.Of(found.Value), attribute.Shape), default, Exists))]),
        _ => Conditions.IsNotNull(found.Value),
    };

    /// <summary><c>pr</c>: a value that is not empty, or an object with a member that is present.</summary>
    public Expression IsPresent(Found found) => IsPresent(found, depth: 0);

    /// <summary>Types may hold themselves, so an object far inside counts as present once it is there.</summary>
    private Expression IsPresent(Found found, int depth) => found.Shape switch
    {
        MappedValue value => value.Translation.IsPresent(found.Value),
        MappedObject whole when depth < DeepestPresent => Conditions.And(
            whole.IsGroup ? Conditions.True : Exists(found),
            Conditions.Any([.. whole.Attributes.All.Select(attribute => IsPresent(found, attribute, depth + 1))])),
        _ => Exists(found),
    };

    private Expression IsPresent(Found owner, MappedAttribute attribute, int depth) =>
        Some(new Found(attribute.Of(owner.Value), attribute.Shape), default, member => IsPresent(member, depth));

    private Expression Guarded(Found container, Expression condition) =>
        container.Shape is MappedObject { IsGroup: true } ? condition : Conditions.And(Exists(container), condition);
}
