using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Matching;

/// <summary>A filter to the entries of an index; the layout of the index grows by what they need. Used by one writer at a time.</summary>
internal sealed class SubscriptionPlanner
{
    private readonly FilterCompiler _compiler;
    private readonly int _maxTemplates;
    private readonly AccessPlanner _planner;

    public SubscriptionPlanner(FilterCompiler compiler, IndexLayout layout, int maxTemplates, int maxProduct)
    {
        _compiler = compiler;
        _maxTemplates = maxTemplates;
        _planner = new AccessPlanner(KeyOf, maxProduct);
        Layout = layout;
    }

    /// <summary>Gets the layout with everything that was planned so far.</summary>
    public IndexLayout Layout { get; private set; }

    /// <summary>Goes back to an earlier layout, when what was planned since is not used.</summary>
    public void Forget(IndexLayout earlier) => Layout = earlier;

    /// <summary>Plans a filter.</summary>
    /// <param name="normal">The filter in normal form; null for one that always holds.</param>
    public Entry[] Plan(FilterExpression? normal) => [.. _planner.Plan(normal).Select(Plan)];

    private Entry Plan(Disjunct disjunct)
    {
        Layout = Layout.WithRequests(disjunct.Keys.Select(key => key.Request));
        var keys = new List<(KeyAttribute Attribute, AccessKey Key)>(disjunct.Keys.Count);
        foreach (AccessKey key in disjunct.Keys)
        {
            Layout = Layout.WithAttribute(key.Request, key.Kind, out KeyAttribute attribute);
            keys.Add((attribute, key));
        }

        keys.Sort((left, right) => left.Attribute.Index.CompareTo(right.Attribute.Index));
        Layout = Layout.WithTemplate([.. keys.Select(key => key.Attribute.Index)], _maxTemplates, out Template template);
        var rest = new List<FilterExpression>(disjunct.Rest);
        rest.AddRange(keys.Where(key => !template.Attributes.Contains(key.Attribute.Index)).Select(key => key.Key.Comparison));
        byte[][] values = [.. keys.Where(key => template.Attributes.Contains(key.Attribute.Index)).Select(key => key.Key.Key)];
        return new Entry(template, values, PlanRest(rest));
    }

    private Residual? PlanRest(List<FilterExpression> rest)
    {
        if (rest.Count == 0)
        {
            return null;
        }

        AccessKey?[] different = [.. rest.Select(DifferentFrom)];
        if (different.All(key => key is { Decides: true }))
        {
            Layout = Layout.WithRequests(different.Select(key => key!.Request));
            return new DifferentValues([.. different.Select(key => (AttributeOf(key!), key!.Key))]);
        }

        FilterExpression filter = rest.Count == 1 ? rest[0] : Analysis.Normalizer.Normalize(new LogicalExpression(LogicalOperator.And, [.. rest]));
        BoundFilter bound = _compiler.Bind(filter);
        IReadOnlyList<SlotRequest> requests = bound.Shape.ReadPlan.Requests;
        Layout = Layout.WithRequests(requests);
        return new ResidualFilter(bound.Shape, [.. bound.Terms.Select(term => term with { Slot = Layout.Plan.SlotOf(requests[term.Slot - 1]) })]);
    }

    private int AttributeOf(AccessKey key)
    {
        Layout = Layout.WithAttribute(key.Request, key.Kind, out KeyAttribute attribute);
        return attribute.Index;
    }

    private AccessKey? DifferentFrom(FilterExpression filter) =>
        filter is ComparisonExpression { Operator: ComparisonOperator.NotEqual } comparison ? KeyOf(comparison) : null;

    private AccessKey? KeyOf(ComparisonExpression comparison)
    {
        ResolvedAttribute attribute = _compiler.Resolver.Resolve(comparison.Path, container: null);
        Literal? literal = Literal.Of(comparison.Value);
        (KeyKind Kind, byte[] Key)? key = OperationSelector.Select(comparison.Operator, comparison.Value, literal, attribute) switch
        {
            OperationCode.EqualExact => (KeyKind.ExactText, literal!.Utf8),
            OperationCode.EqualFolded => (KeyKind.FoldedText, Fold(literal!.Utf8)),
            OperationCode.EqualNumber => (KeyKind.Number, KeyText.OfNumber(literal!.Number)),
            OperationCode.True => (KeyKind.Boolean, [1]),
            OperationCode.False => (KeyKind.Boolean, [0]),
            _ => null,
        };
        if (key is not var (kind, bytes))
        {
            return null;
        }

        var request = new SlotRequest(attribute.Name, attribute.Paths, SlotUse.Values);
        return new AccessKey(request, kind, bytes, kind != KeyKind.FoldedText || literal!.IsAscii, comparison);
    }

    private static byte[] Fold(byte[] text)
    {
        byte[] key = new byte[text.Length * 3];
        return key[..KeyText.Fold(text, key)];
    }
}
