using ScimFilter.Schema;

namespace ScimFilter.Linq;

/// <summary>How filters become predicates. Immutable and thread-safe.</summary>
public sealed record FilterTranslatorOptions
{
    /// <summary>Gets the defaults that are documented at each property.</summary>
    public static FilterTranslatorOptions Default { get; } = new();

    /// <summary>Gets what runs the predicates. Default: <see cref="QueryTarget.Memory"/>.</summary>
    public QueryTarget Target { get; init; }

    /// <summary>Gets a value indicating whether strings compare exactly where no schema says so. Default: false, as in SCIM.</summary>
    public bool CaseExact { get; init; }

    /// <summary>Gets a schema that filters must meet besides, and that says which strings compare exactly. Default: none.</summary>
    /// <remarks>Its places in events do not count here: the mapping says where an attribute is.</remarks>
    public FilterSchema? Schema { get; init; }
}
