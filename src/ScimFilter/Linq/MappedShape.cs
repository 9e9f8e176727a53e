using System.Linq.Expressions;
using System.Reflection;
using ScimFilter.Linq.Values;

namespace ScimFilter.Linq;

/// <summary>What an attribute holds in the CLR type: a value, an object with attributes, or several of either.</summary>
internal abstract class MappedShape
{
    /// <summary>Gets what a single element holds.</summary>
    public virtual MappedShape Element => this;

    /// <summary>Gets what a comparison compares: an object stands for its <c>value</c> (RFC 7643 section 2.4).</summary>
    public MappedShape Compared =>
        Element is MappedObject whole && whole.Attributes.Find("value") is { } value ? value.Shape.Element : Element;

    /// <summary>Finds what a path leads to, or null. A scalar element of a value path offers itself as <c>value</c>.</summary>
    public MappedShape? Find(ReadOnlySpan<string> names)
    {
        if (this is MappedValue)
        {
            return IsItself(names) ? this : null;
        }

        MappedShape shape = this;
        foreach (string name in names)
        {
            if (shape.Element is not MappedObject container || container.Attributes.Find(name) is not { } attribute)
            {
                return null;
            }

            shape = attribute.Shape;
        }

        return shape;
    }

    private static bool IsItself(ReadOnlySpan<string> names) =>
        names.Length == 1 && string.Equals(names[0], "value", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A string, a number, a date: what a literal compares with.</summary>
internal sealed class MappedValue(ValueTranslation translation, CapturedValues captured) : MappedShape
{
    public ValueTranslation Translation { get; } = translation;

    public CapturedValues Captured { get; } = captured;
}

/// <summary>An object with attributes.</summary>
internal sealed class MappedObject(MappedAttributes attributes) : MappedShape
{
    public MappedAttributes Attributes { get; } = attributes;

    /// <summary>Gets a value indicating whether there is no such object: its attributes are properties of the object around it.</summary>
    public bool IsGroup { get; init; }
}

/// <summary>Several values or objects.</summary>
internal abstract class MappedCollection(MappedShape element) : MappedShape
{
    public override MappedShape Element { get; } = element.Element;

    /// <summary>Gets what an item of the collection holds, which may be a collection again.</summary>
    public MappedShape Item { get; } = element;

    /// <summary>Builds the test whether some item meets a condition.</summary>
    public abstract Expression Any(Expression collection, Func<Expression, Expression> condition);
}

/// <summary>Several values or objects of one type.</summary>
internal sealed class MappedCollection<TItem>(MappedShape element) : MappedCollection(element)
{
    private static readonly MethodInfo _any = ((Func<IEnumerable<TItem>, Func<TItem, bool>, bool>)Enumerable.Any).Method;

    public override Expression Any(Expression collection, Func<Expression, Expression> condition)
    {
        ParameterExpression item = Expression.Parameter(typeof(TItem), "item");
        Expression body = condition(item);
        return body == Conditions.False ? body : Expression.Call(_any, collection, Expression.Lambda<Func<TItem, bool>>(body, item));
    }
}
