namespace ScimFilter.Schema;

/// <summary>One schema before it is joined with others: its URN, if it has one, and its attributes as it names them.</summary>
internal sealed record SchemaPart(string? Id, IReadOnlyList<SchemaAttribute> Attributes);

/// <summary>Makes one schema of the parts that describe a resource.</summary>
/// <remarks>
/// The first part whose URN is no extension's describes the resource itself: its attributes keep their names. Those of the other parts
/// get their URN in front, and are found in the object that a resource holds under it. RFC 7643's further schemas, such as Group
/// after User, describe other resources: there the URN leads to the top, too.
/// </remarks>
internal static class SchemaJoin
{
    public static FilterSchema Join(IReadOnlyList<SchemaPart> parts, bool allowsNegation, bool allowsValuePaths)
    {
        SchemaPart[] used = [.. parts.Where(part => part.Id is null || !SchemaUrns.IsConfiguration(part.Id))];
        used = used.Length == 0 ? [.. parts] : used;
        SchemaPart? own = used.FirstOrDefault(part => part.Id is not null && !SchemaUrns.IsExtension(part.Id));
        SchemaPart[] others = [.. used.Where(part => part != own && part.Id is not null && SchemaUrns.IsCore(part.Id))];

        IEnumerable<SchemaAttribute> attributes =
            used.SelectMany(part => part == own || part.Id is null ? part.Attributes : Qualified(part));
        IEnumerable<SchemaAttribute> common = used.All(part => part.Id is null)
            ? []
            : CommonAttributes.Besides(own?.Attributes ?? [.. used.Where(part => part.Id is null).SelectMany(part => part.Attributes)]);
        IEnumerable<SchemaAttribute> ofOthers =
            others.SelectMany(part => Qualified(part with { Attributes = [.. CommonAttributes.Besides(part.Attributes)] }));
        return new FilterSchema(attributes.Concat(common).Concat(ofOthers))
        {
            Id = own?.Id,
            OtherResources = [.. others.Select(part => part.Id!)],
            AllowsNegation = allowsNegation,
            AllowsValuePaths = allowsValuePaths,
        };
    }

    private static IEnumerable<SchemaAttribute> Qualified(SchemaPart part) =>
        part.Attributes.Select(attribute =>
            attribute.Name.Contains(':') ? attribute : attribute with { Name = $"{part.Id}:{attribute.Name}" });
}
