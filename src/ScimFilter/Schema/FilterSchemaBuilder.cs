using System.Collections.Immutable;

namespace ScimFilter.Schema;

/// <summary>Writes a schema in code. Not thread-safe.</summary>
public sealed class FilterSchemaBuilder
{
    private readonly ImmutableArray<SchemaAttribute>.Builder _attributes = ImmutableArray.CreateBuilder<SchemaAttribute>();
    private readonly string _prefix;
    private string? _id;
    private bool _allowsNegation = true;
    private bool _allowsValuePaths = true;

    /// <summary>Starts an empty schema that allows the whole language.</summary>
    public FilterSchemaBuilder()
        : this("")
    {
    }

    private FilterSchemaBuilder(string prefix) => _prefix = prefix;

    /// <summary>
    /// Names the schema of a SCIM resource. A filter may put the URN before an attribute, and the resource has the common attributes
    /// of RFC 7643 section 3.1 (<c>id</c>, <c>externalId</c>, <c>meta</c> and <c>schemas</c>) besides.
    /// </summary>
    /// <param name="urn">The URN. One that has a part <c>extension</c> is an extension's: the attributes are found under it.</param>
    public FilterSchemaBuilder WithId(string urn)
    {
        _id = urn;
        return this;
    }

    /// <summary>Refuses <c>not</c>.</summary>
    public FilterSchemaBuilder WithoutNegation()
    {
        _allowsNegation = false;
        return this;
    }

    /// <summary>Refuses value paths.</summary>
    public FilterSchemaBuilder WithoutValuePaths()
    {
        _allowsValuePaths = false;
        return this;
    }

    /// <summary>Adds a string attribute.</summary>
    /// <param name="name">Its name.</param>
    public FilterSchemaBuilder String(string name) => String(name, static attribute => attribute);

    /// <summary>Adds a string attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Says more about it.</param>
    public FilterSchemaBuilder String(string name, Func<StringAttributeBuilder, StringAttributeBuilder> configure) =>
        Add(name, AttributeType.String, attribute => configure(new StringAttributeBuilder(attribute)).Attribute);

    /// <summary>Adds a boolean attribute.</summary>
    /// <param name="name">Its name.</param>
    public FilterSchemaBuilder Boolean(string name) => Boolean(name, static attribute => attribute);

    /// <summary>Adds a boolean attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Says more about it.</param>
    public FilterSchemaBuilder Boolean(string name, Func<AttributeBuilder, AttributeBuilder> configure) =>
        Add(name, AttributeType.Boolean, attribute => configure(new AttributeBuilder(attribute)).Attribute);

    /// <summary>Adds a number attribute.</summary>
    /// <param name="name">Its name.</param>
    public FilterSchemaBuilder Number(string name) => Number(name, static attribute => attribute);

    /// <summary>Adds a number attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Says more about it.</param>
    public FilterSchemaBuilder Number(string name, Func<AttributeBuilder, AttributeBuilder> configure) =>
        Add(name, AttributeType.Number, attribute => configure(new AttributeBuilder(attribute)).Attribute);

    /// <summary>Adds a date-time attribute.</summary>
    /// <param name="name">Its name.</param>
    public FilterSchemaBuilder DateTime(string name) => DateTime(name, static attribute => attribute);

    /// <summary>Adds a date-time attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Says more about it.</param>
    public FilterSchemaBuilder DateTime(string name, Func<AttributeBuilder, AttributeBuilder> configure) =>
        Add(name, AttributeType.DateTime, attribute => configure(new AttributeBuilder(attribute)).Attribute);

    /// <summary>Adds a string attribute that holds bytes in base 64: compared exactly, and without an order.</summary>
    /// <param name="name">Its name.</param>
    public FilterSchemaBuilder Binary(string name) => Binary(name, static attribute => attribute);

    /// <summary>Adds a string attribute that holds bytes in base 64: compared exactly, and without an order.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Says more about it.</param>
    public FilterSchemaBuilder Binary(string name, Func<AttributeBuilder, AttributeBuilder> configure) =>
        Add(name, AttributeType.Binary, attribute => configure(new AttributeBuilder(attribute)).Attribute);

    /// <summary>Adds a string attribute that holds a URI: compared exactly.</summary>
    /// <param name="name">Its name.</param>
    public FilterSchemaBuilder Reference(string name) => Reference(name, static attribute => attribute);

    /// <summary>Adds a string attribute that holds a URI: compared exactly.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Says more about it.</param>
    public FilterSchemaBuilder Reference(string name, Func<AttributeBuilder, AttributeBuilder> configure) =>
        Add(name, AttributeType.Reference, attribute => configure(new AttributeBuilder(attribute)).Attribute);

    /// <summary>Adds the attributes of an extension, which a resource holds in an object under the extension's URN.</summary>
    /// <param name="urn">The URN of the extension.</param>
    /// <param name="attributes">Adds the attributes; their names are relative.</param>
    public FilterSchemaBuilder Extension(string urn, Action<FilterSchemaBuilder> attributes) => AddInner(urn + ":", attributes);

    /// <summary>Adds an attribute with sub-attributes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="subAttributes">Adds the sub-attributes; their names are relative.</param>
    public FilterSchemaBuilder Complex(string name, Action<FilterSchemaBuilder> subAttributes) =>
        Complex(name, static attribute => attribute, subAttributes);

    /// <summary>Adds an attribute with sub-attributes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Says more about it.</param>
    /// <param name="subAttributes">Adds the sub-attributes; their names are relative.</param>
    public FilterSchemaBuilder Complex(
        string name, Func<AttributeBuilder, AttributeBuilder> configure, Action<FilterSchemaBuilder> subAttributes)
    {
        ArgumentNullException.ThrowIfNull(subAttributes);
        Add(name, AttributeType.Complex, attribute => configure(new AttributeBuilder(attribute)).Attribute);
        return AddInner(name + ".", subAttributes);
    }

    /// <summary>Makes the schema.</summary>
    /// <exception cref="ArgumentException">A name stands twice, ignoring case, or is not a name.</exception>
    public FilterSchema Build() => SchemaJoin.Join([new SchemaPart(_id, _attributes.ToImmutable())], _allowsNegation, _allowsValuePaths);

    private FilterSchemaBuilder AddInner(string prefix, Action<FilterSchemaBuilder> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var inner = new FilterSchemaBuilder(_prefix + prefix);
        attributes(inner);
        _attributes.AddRange(inner._attributes);
        return this;
    }

    private FilterSchemaBuilder Add(string name, AttributeType type, Func<SchemaAttribute, SchemaAttribute> configure)
    {
        _attributes.Add(configure(new SchemaAttribute { Name = _prefix + name, Type = type }));
        return this;
    }
}
