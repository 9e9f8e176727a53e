using System.Linq.Expressions;

namespace ScimFilter.Linq;

/// <summary>One attribute of a CLR type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">How it is read from the object around it; null for a group, which is that object itself.</param>
/// <param name="Shape">What it holds.</param>
internal sealed record MappedAttribute(string Name, AttributePlace? Place, MappedShape Shape)
{
    /// <summary>Gets a value indicating whether a convention mapped it: a mapping by hand replaces it.</summary>
    public bool ByConvention { get; init; }

    public Expression Of(Expression owner) => Place is null ? owner : Place.Of(owner);
}

/// <summary>How an attribute is read from an object.</summary>
internal sealed record AttributePlace(ParameterExpression Owner, Expression Body)
{
    public Expression Of(Expression owner) => new Replacement(Owner, owner).Visit(Body);

    private sealed class Replacement(ParameterExpression parameter, Expression with) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? with : node;
    }
}

/// <summary>The attributes of a CLR type by name: case does not count, but the exact spelling wins.</summary>
internal sealed class MappedAttributes
{
    private readonly List<MappedAttribute> _attributes = [];

    public IReadOnlyList<MappedAttribute> All => _attributes;

    public MappedAttribute? Find(string name) =>
        _attributes.Find(attribute => string.Equals(attribute.Name, name, StringComparison.Ordinal))
        ?? _attributes.Find(attribute => string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase));

    public void Add(MappedAttribute attribute) => _attributes.Add(attribute);

    /// <summary>Adds an attribute in place of what a convention has put there.</summary>
    /// <exception cref="ArgumentException">The name stands there already, ignoring case.</exception>
    public void Replace(MappedAttribute attribute)
    {
        _attributes.RemoveAll(other => other.ByConvention && string.Equals(other.Name, attribute.Name, StringComparison.OrdinalIgnoreCase));
        if (Find(attribute.Name) is not null)
        {
            throw new ArgumentException($"The attribute '{attribute.Name}' is mapped twice.", nameof(attribute));
        }

        _attributes.Add(attribute);
    }

    /// <summary>Gives the attributes under a name that is no object of its own.</summary>
    /// <exception cref="ArgumentException">The name is an attribute of another kind.</exception>
    public MappedAttributes Group(string name)
    {
        MappedAttribute? found = _attributes.Find(
            attribute => !attribute.ByConvention && string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            found = new MappedAttribute(name, Place: null, new MappedObject(new MappedAttributes()) { IsGroup = true });
            Replace(found);
        }

        return found.Shape is MappedObject { IsGroup: true } group
            ? group.Attributes
            : throw new ArgumentException($"The attribute '{name}' is mapped already, as a whole.", nameof(name));
    }
}
