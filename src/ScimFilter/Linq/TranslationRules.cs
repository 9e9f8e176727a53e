using System.Collections.Immutable;
using ScimFilter.Ast;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Linq;

/// <summary>How the values of one attribute compare.</summary>
internal readonly record struct ComparisonRule(TextComparison Text, DateTimeRule DateTimes, QueryTarget Target)
{
    public bool InMemory => Target == QueryTarget.Memory;

    public StringComparison StringComparison =>
        Text == TextComparison.Exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    public StringComparer StringComparer => Text == TextComparison.Exact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
}

/// <summary>What the options and the schema say, attribute by attribute.</summary>
internal sealed class TranslationRules(FilterTranslatorOptions options)
{
    private const string CoreUrn = "urn:ietf:params:scim:schemas:core:2.0:";

    private readonly AttributeResolver _resolver =
        new(options.Schema, options.CaseExact ? TextComparison.Exact : TextComparison.IgnoreCase);

    public bool InMemory => options.Target == QueryTarget.Memory;

    public ComparisonRule RuleOf(AttributePath path, AttributePath? container)
    {
        ResolvedAttribute attribute = _resolver.Resolve(path, container);
        return new ComparisonRule(attribute.Text, attribute.DateTimes, options.Target);
    }

    /// <summary>
    /// Finds the names that lead to an attribute. An extension's URN is one name where the mapping has it so, or a group of its own
    /// when attributes were mapped one by one.
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
        if (path.Urn is null || path.Urn.StartsWith(CoreUrn, StringComparison.OrdinalIgnoreCase)
            || path.Urn.Equals(options.Schema?.Id, StringComparison.OrdinalIgnoreCase))
        {
            yield return path.Names;
            yield break;
        }

        yield return path.Names.Insert(0, path.Urn);
        int colon = path.Urn.LastIndexOf(':');
        yield return [path.Urn[..colon], path.Urn[(colon + 1)..], .. path.Names];
    }
}
