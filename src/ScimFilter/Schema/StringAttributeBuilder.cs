namespace ScimFilter.Schema;

/// <summary>Says more about a string attribute.</summary>
public sealed class StringAttributeBuilder : AttributeBuilder<StringAttributeBuilder>
{
    internal StringAttributeBuilder(SchemaAttribute attribute)
        : base(attribute)
    {
    }

    /// <summary>Compares exactly, not ignoring case.</summary>
    public StringAttributeBuilder CaseExact() => Set(Attribute with { CaseExact = true });

    /// <summary>Restricts what <c>eq</c> and <c>ne</c> may compare with.</summary>
    /// <param name="values">The strings.</param>
    public StringAttributeBuilder Values(params string[] values) => Set(Attribute with { Values = [.. values] });
}
