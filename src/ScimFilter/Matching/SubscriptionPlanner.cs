using ScimFilter.Analysis;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;

namespace ScimFilter.Matching;

/// <summary>A subscription to the entries of an index; the layout of the index grows by what they need. Used by one writer at a time.</summary>
internal sealed class SubscriptionPlanner
{
    /// <summary>Event types are keys while they make no more entries than this of a subscription; else they are a condition.</summary>
    private const int MostTypedEntries = 24;

    private readonly FilterCompiler _compiler;
    private readonly AccessKeys _keys;
    private readonly int _maxTemplates;
    private readonly AccessPlanner _planner;

    public SubscriptionPlanner(FilterCompiler compiler, IndexLayout layout, int maxTemplates, int maxProduct)
    {
        _compiler = compiler;
        _maxTemplates = maxTemplates;
        _keys = new AccessKeys(compiler.Resolver);
        _planner = new AccessPlanner(_keys.Of, maxProduct);
        Layout = layout;
    }

    /// <summary>Gets the layout with everything that was planned so far.</summary>
    public IndexLayout Layout { get; private set; }

    /// <summary>Goes back to an earlier layout, when what was planned since is not used.</summary>
    public void Forget(IndexLayout earlier) => Layout = earlier;

    /// <summary>Plans a subscription.</summary>
    /// <param name="types">The event types; none means any.</param>
    /// <param name="normal">The filter in normal form; null for one that always holds.</param>
    public Entry[] Plan(byte[][] types, FilterExpression? normal)
    {
        IReadOnlyList<Disjunct> disjuncts = _planner.Plan(normal);
        bool isTyped = types.Length > 0 && types.Length * disjuncts.Count <= MostTypedEntries;
        bool isRepeatable = Disjunct.AreMoreThanOnePossible(disjuncts);
        var entries = new List<Entry>(disjuncts.Count * (isTyped ? types.Length : 1));
        foreach (Disjunct disjunct in disjuncts)
        {
            AddEntries(entries, disjunct, types, isTyped, isRepeatable);
        }

        return [.. entries];
    }

    private void AddEntries(List<Entry> entries, Disjunct disjunct, byte[][] types, bool isTyped, bool isRepeatable)
    {
        var keys = new List<(int Attribute, AccessKey Key)>(disjunct.Keys.Count);
        foreach (AccessKey key in disjunct.Keys)
        {
            keys.Add((AttributeOf(key), key));
        }

        keys.Sort(static (left, right) => left.Attribute.CompareTo(right.Attribute));
        int[] attributes = [.. isTyped ? [KeyAttribute.EventType] : Array.Empty<int>(), .. keys.Select(key => key.Attribute)];
        Layout = Layout.WithTemplate(attributes, _maxTemplates, out Template template);

        // Past the limit of templates, the one at hand has some of the attributes only; what it lacks becomes a condition.
        bool hasType = template.Attributes.AsSpan().Contains(KeyAttribute.EventType);
        var rest = new List<FilterExpression>(disjunct.Rest);
        var values = new List<byte[]>(template.Attributes.Length);
        foreach ((int attribute, AccessKey key) in keys)
        {
            if (template.Attributes.AsSpan().Contains(attribute))
            {
                values.Add(key.Key);
            }
            else
            {
                rest.Add(key.Comparison);
            }
        }

        Conditions? conditions = PlanConditions(hasType ? [] : types, rest);
        if (!hasType)
        {
            entries.Add(new Entry(template, [.. values], isRepeatable, conditions));
            return;
        }

        foreach (byte[] type in types)
        {
            entries.Add(new Entry(template, [type, .. values], isRepeatable, conditions));
        }
    }

    private Conditions? PlanConditions(byte[][] types, List<FilterExpression> rest)
    {
        if (types.Length == 0 && rest.Count == 0)
        {
            return null;
        }

        var differences = new List<(int Attribute, byte[] Key)>();
        var others = new List<FilterExpression>();
        foreach (FilterExpression filter in rest)
        {
            if (filter is ComparisonExpression { Operator: ComparisonOperator.NotEqual } comparison && _keys.Of(comparison) is { Decides: true } key)
            {
                differences.Add((AttributeOf(key), key.Key));
            }
            else
            {
                others.Add(filter);
            }
        }

        return new Conditions(types, [.. differences], others.Count == 0 ? null : PlanFilter(others));
    }

    private ResidualFilter PlanFilter(List<FilterExpression> filters)
    {
        FilterExpression filter = filters.Count == 1 ? filters[0] : Normalizer.Normalize(new LogicalExpression(LogicalOperator.And, [.. filters]));
        BoundFilter bound = _compiler.Bind(filter);
        IReadOnlyList<SlotRequest> requests = bound.Shape.ReadPlan.Requests;
        foreach (SlotRequest request in requests)
        {
            Layout = Layout.WithRequest(request);
        }

        return new ResidualFilter(bound.Shape, [.. bound.Terms.Select(term => term with { Slot = Layout.Plan.SlotOf(requests[term.Slot - 1]) })]);
    }

    private int AttributeOf(AccessKey key)
    {
        Layout = Layout.WithAttribute(key.Request, key.Kind, out int attribute);
        return attribute;
    }
}
