using System.Collections.Immutable;
using ScimFilter.Ast;
using ScimFilter.Json;
using ScimFilter.Runtime;

namespace ScimFilter.Schema;

/// <summary>From the path in a filter to the attribute of the schema and its places in an event.</summary>
internal sealed class AttributeResolver(FilterSchema? schema, TextComparison withoutSchema)
{
    private const string CoreUrn = "urn:ietf:params:scim:schemas:core:2.0:";

    /// <summary>Resolves a path; inside a value path relative to its container.</summary>
    public ResolvedAttribute Resolve(AttributePath path, AttributePath? container)
    {
        if (schema is null)
        {
            return Unknown(path, DateTimeRule.WhenBothAre);
        }

        if (Find(schema, path, container) is not { } attribute)
        {
            return Unknown(path, DateTimeRule.Never);
        }

        SchemaAttribute compared = Find(schema, attribute.Name + ".value") is { } value && attribute.Type == AttributeType.Complex ? value : attribute;
        return new ResolvedAttribute(
            attribute.Name,
            PathsOf(schema, attribute, path, container is null ? null : Find(schema, container, null)),
            compared.CaseExact ? TextComparison.Exact : TextComparison.IgnoreCase,
            compared.Type == AttributeType.DateTime ? DateTimeRule.Always : DateTimeRule.Never);
    }

    /// <summary>Finds the attribute that a path names; <c>value</c> inside a value path over scalars is the container itself.</summary>
    public static SchemaAttribute? Find(FilterSchema schema, AttributePath path, AttributePath? container)
    {
        string name = NameOf(schema, path);
        if (container is null)
        {
            return Find(schema, name);
        }

        string outer = NameOf(schema, container);
        return Find(schema, $"{outer}.{name}")
            ?? (string.Equals(name, "value", StringComparison.OrdinalIgnoreCase)
                && Find(schema, outer) is { Type: not AttributeType.Complex } scalar ? scalar : null);
    }

    private ResolvedAttribute Unknown(AttributePath path, DateTimeRule dateTimes)
    {
        string? urn = path.Urn is null || IsCore(path.Urn) ? null : path.Urn;
        string name = string.Join('.', path.Names);
        EventPath place = new(urn is null ? path.Names : path.Names.Insert(0, urn));
        return new ResolvedAttribute(urn is null ? name : $"{urn}:{name}", [place], withoutSchema, dateTimes);
    }

    private static SchemaAttribute? Find(FilterSchema schema, string name) => schema.Find(name);

    private static string NameOf(FilterSchema schema, AttributePath path) =>
        path.Urn is null || IsCore(path.Urn) || path.Urn.Equals(schema.Id, StringComparison.OrdinalIgnoreCase)
            ? string.Join('.', path.Names)
            : path.ToString();

    private static bool IsCore(string urn) => urn.StartsWith(CoreUrn, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<EventPath> PathsOf(
        FilterSchema schema, SchemaAttribute attribute, AttributePath path, SchemaAttribute? container)
    {
        if (container is null)
        {
            return PlacesOf(schema, attribute);
        }

        return ReferenceEquals(attribute, container)
            ? [new EventPath([.. path.Names])]
            : [EventPath.Parse(attribute.Name[(container.Name.Length + 1)..])];
    }

    /// <summary>A sub-attribute without places of its own is found in those of the attribute that it belongs to.</summary>
    private static ImmutableArray<EventPath> PlacesOf(FilterSchema schema, SchemaAttribute attribute)
    {
        if (!attribute.Paths.IsEmpty)
        {
            return [.. attribute.Paths.Select(EventPath.Parse)];
        }

        int last = attribute.Name.LastIndexOf('.');
        return last > attribute.Name.LastIndexOf(':') && Find(schema, attribute.Name[..last]) is { } owner
            ? [.. PlacesOf(schema, owner).Select(place => new EventPath(place.Names.Add(attribute.Name[(last + 1)..])))]
            : [EventPath.Parse(attribute.Name)];
    }
}
