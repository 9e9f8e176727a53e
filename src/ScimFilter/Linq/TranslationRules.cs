using System.Collections.Immutable;
using ScimFilter.Ast;
using ScimFilter.Linq.Values;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Linq;

/// <summary>What the options and the schema say, attribute by attribute.</summary>
internal sealed class TranslationRules(FilterTranslatorOptions options)
{
    private readonly AttributeResolver _resolver =
        new(options.Schema, options.CaseExact ? TextComparison.Exact : TextComparison.IgnoreCase);

    public bool InMemory => options.Target == QueryTarget.Memory;

    public ComparisonRule RuleOf(AttributePath path, AttributePath? container)
    {
        ResolvedAttribute attribute = _resolver.Resolve(path, container);
        return new ComparisonRule(attribute.Text, attribute.DateTimes, options.Target, options.DateTimeKind);
    }

    public bool IsSchemaAlone(AttributePath path) => AttributeResolver.IsSchemaAlone(options.Schema, path);

    /// <summary>
    /// Finds the names that lead to an attribute. An extension's URN is one name where its properties were mapped by convention, or
    /// one by one; two, where it was mapped as an attribute by hand. It may be all of the path: <c>urn:x:User pr</c>.
    /// </summary>
    public ImmutableArray<string>? NamesOf(AttributePath path, MappedShape scope)
    {
        foreach (ImmutableArray<string> names in Candidates(path))
        {
            if (scope.Find(names.AsSpan()) is not null)
            {
                return names;
            }
        }

        return null;
    }

    private IEnumerable<ImmutableArray<string>> Candidates(AttributePath path)
    {
        if (path.Urn is null || IsOfResource(path.Urn))
        {
            yield return path.Names;
            yield break;
        }

        yield return path.Names.Insert(0, path.Urn);
        yield return path.Names.SetItem(0, $"{path.Urn}:{path.Names[0]}");
        int colon = path.Urn.LastIndexOf(':');
        yield return [path.Urn[..colon], path.Urn[(colon + 1)..], .. path.Names];
    }

    private bool IsOfResource(string urn) =>
        options.Schema is { } schema ? schema.IsOwn(urn) || schema.IsOfOtherResource(urn) : SchemaUrns.IsCore(urn);
}
