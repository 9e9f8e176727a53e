namespace ScimFilter.Schema;

/// <summary>Says more about an attribute, in a chain of calls.</summary>
/// <typeparam name="TBuilder">The builder that the calls give back.</typeparam>
public abstract class AttributeBuilder<TBuilder>
    where TBuilder : AttributeBuilder<TBuilder>
{
    private protected AttributeBuilder(SchemaAttribute attribute) => Attribute = attribute;

    internal SchemaAttribute Attribute { get; private set; }

    /// <summary>Says where an event keeps the attribute.</summary>
    /// <param name="paths">Dotted paths; the first with a value wins.</param>
    public TBuilder At(params string[] paths) => Set(Attribute with { Paths = [.. paths] });

    /// <summary>Allows several values.</summary>
    public TBuilder MultiValued() => Set(Attribute with { MultiValued = true });

    /// <summary>Restricts the operators.</summary>
    /// <param name="operators">The ones that a filter may use.</param>
    public TBuilder Operators(FilterOperators operators) => Set(Attribute with { Operators = operators });

    /// <summary>Allows the attribute only in subscriptions that are restricted to certain event types.</summary>
    /// <param name="eventTypes">The event types.</param>
    public TBuilder OnlyFor(params string[] eventTypes) => Set(Attribute with { EventTypes = [.. eventTypes] });

    /// <summary>Refuses comparisons with <c>null</c>.</summary>
    public TBuilder NotNull() => Set(Attribute with { Nullable = false });

    private protected TBuilder Set(SchemaAttribute attribute)
    {
        Attribute = attribute;
        return (TBuilder)this;
    }
}

/// <summary>Says more about an attribute that is no string.</summary>
public sealed class AttributeBuilder : AttributeBuilder<AttributeBuilder>
{
    internal AttributeBuilder(SchemaAttribute attribute)
        : base(attribute)
    {
    }
}
