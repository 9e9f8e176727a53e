using System.Collections.Immutable;

namespace ScimFilter.Schema;

/// <summary>
/// The attributes of every SCIM resource, which no schema resource lists (RFC 7643 section 3.1), and <c>schemas</c> (section 3).
/// </summary>
internal static class CommonAttributes
{
    private static readonly ImmutableArray<SchemaAttribute> _all =
    [
        new() { Name = "schemas", Type = AttributeType.Reference, MultiValued = true },
        new() { Name = "id", CaseExact = true },
        new() { Name = "externalId", CaseExact = true },
        new() { Name = "meta", Type = AttributeType.Complex },
        new() { Name = "meta.resourceType", CaseExact = true },
        new() { Name = "meta.created", Type = AttributeType.DateTime },
        new() { Name = "meta.lastModified", Type = AttributeType.DateTime },
        new() { Name = "meta.location", Type = AttributeType.Reference },
        new() { Name = "meta.version", CaseExact = true },
    ];

    /// <summary>Gives those that a schema lacks. A schema that has <c>meta</c> says itself what is in there.</summary>
    public static IEnumerable<SchemaAttribute> Besides(IReadOnlyCollection<SchemaAttribute> attributes)
    {
        var own = attributes.Select(attribute => OutermostName(attribute.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return _all.Where(attribute => !own.Contains(OutermostName(attribute.Name)));
    }

    private static string OutermostName(string name) => name.Split('.')[0];
}
