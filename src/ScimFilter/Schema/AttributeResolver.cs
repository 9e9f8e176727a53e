using System.Collections.Immutable;
using ScimFilter.Ast;
using ScimFilter.Json;
using ScimFilter.Runtime;

namespace ScimFilter.Schema;

/// <summary>From the path in a filter to the attribute of the schema and its places in an event.</summary>
internal sealed class AttributeResolver(FilterSchema? schema, TextComparison withoutSchema)
{
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

        SchemaAttribute compared = schema.Find(attribute.Name + ".value") is { } value && attribute.Type == AttributeType.Complex
            ? value
            : attribute;
        return new ResolvedAttribute(
            NameInEvents(schema, attribute),
            PathsOf(schema, attribute, path, container is null ? null : Find(schema, container, null)),
            compared.CaseExact ? TextComparison.Exact : TextComparison.IgnoreCase,
            compared.Type == AttributeType.DateTime ? DateTimeRule.Always : DateTimeRule.Never);
    }

    /// <summary>Finds the attribute that a path names; <c>value</c> inside a value path over scalars is the container itself.</summary>
    public static SchemaAttribute? Find(FilterSchema schema, AttributePath path, AttributePath? container)
    {
        string names = string.Join('.', path.Names);
        bool isQualified = path.Urn is not null && !schema.IsOwn(path.Urn);
        if (container is null)
        {
            return path.Urn is null ? schema.FindUnqualified(names) : schema.Find(isQualified ? path.ToString() : names);
        }

        if (isQualified || Find(schema, container, null) is not { } outer)
        {
            return null;
        }

        char separator = schema.IsExtension(outer.Name) ? ':' : '.';
        return schema.Find($"{outer.Name}{separator}{names}")
            ?? (string.Equals(names, "value", StringComparison.OrdinalIgnoreCase) && outer.Type != AttributeType.Complex ? outer : null);
    }

    /// <summary>Whether a path is the URN of a schema of resources, or goes on behind it with a dot: no attribute is called so.</summary>
    public static bool IsSchemaAlone(FilterSchema? schema, AttributePath path)
    {
        string? urn = path.Urn is null ? null : $"{path.Urn}:{path.Names[0]}";
        return urn is not null && (schema is null ? SchemaUrns.IsCore(urn) : schema.IsOwn(urn) || schema.IsOfOtherResource(urn));
    }

    /// <summary>
    /// Without a schema a core URN leads to the top of the event, and any other into the object under that key. The whole path may be
    /// the URN of an extension, too: then it leads to that object, as <c>urn:x:User</c> in <c>urn:x:User pr</c>, which reads like an
    /// attribute <c>User</c> of a schema <c>urn:x</c>.
    /// </summary>
    private ResolvedAttribute Unknown(AttributePath path, DateTimeRule dateTimes)
    {
        string name = string.Join('.', path.Names);
        return path.Urn is null || SchemaUrns.IsCore(path.Urn)
            ? new ResolvedAttribute(name, [new EventPath(path.Names)], withoutSchema, dateTimes)
            : new ResolvedAttribute(
                $"{path.Urn}:{name}",
                EventPath.BehindUrn(path.Urn, path.Names),
                withoutSchema,
                dateTimes);
    }

    /// <summary>What another resource's schema calls by its URN, events have at the top.</summary>
    private static string NameInEvents(FilterSchema schema, SchemaAttribute attribute)
    {
        int colon = attribute.Name.LastIndexOf(':');
        return colon >= 0 && schema.IsOfOtherResource(attribute.Name[..colon]) ? attribute.Name[(colon + 1)..] : attribute.Name;
    }

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

        if (schema.IsExtension(attribute.Name))
        {
            return [new EventPath([attribute.Name])];
        }

        int last = attribute.Name.LastIndexOf('.');
        return last > attribute.Name.LastIndexOf(':') && schema.Find(attribute.Name[..last]) is { } owner
            ? [.. PlacesOf(schema, owner).Select(place => new EventPath(place.Names.Add(attribute.Name[(last + 1)..])))]
            : [EventPath.Parse(NameInEvents(schema, attribute))];
    }
}
