using System.Diagnostics;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Json.Slots;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Explaining;

/// <summary>
/// The tests that the leaves of a filter are compiled to, each by itself, and one way to read an event for all of them. What is
/// asked of the event is the elements too: they show objects, which are no values to compare.
/// </summary>
internal sealed class LeafTests
{
    private readonly Dictionary<FilterExpression, Leaf> _leaves = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SlotRequest, int> _slots = [];
    private readonly AttributeResolver _resolver;
    private readonly AttributePath? _container;

    /// <summary>Compiles the leaves.</summary>
    /// <param name="filter">The filter, which is valid.</param>
    /// <param name="resolver">Finds the attributes.</param>
    /// <param name="container">The attribute of the value path that the filter stands in, or null.</param>
    public LeafTests(FilterExpression filter, AttributeResolver resolver, AttributePath? container)
    {
        _resolver = resolver;
        _container = container;
        Add(filter);
        Plan = new ReadPlan([.. _slots.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
    }

    public ReadPlan Plan { get; }

    /// <summary>Evaluates a filter without value paths.</summary>
    public bool Holds(FilterExpression filter, EventSlots slots) => filter switch
    {
        LogicalExpression { Operator: LogicalOperator.And } and => and.Operands.All(operand => Holds(operand, slots)),
        LogicalExpression or => or.Operands.Any(operand => Holds(operand, slots)),
        NotExpression not => !Holds(not.Operand, slots),
        _ => _leaves[filter] is var leaf && leaf.Plan!.Evaluate(slots, leaf.Terms),
    };

    /// <summary>Gives what a leaf saw: scalars for an operator that compares, else whatever there is.</summary>
    public SeenValues Seen(FilterExpression filter, EventSlots slots)
    {
        Leaf leaf = _leaves[filter];
        bool compares = filter is ComparisonExpression { Value.Kind: not ComparisonValueKind.Null };
        bool hasScalars = compares && !slots.IsEmpty(leaf.Terms[0].Slot);
        int slot = hasScalars ? leaf.Terms[0].Slot : leaf.ElementSlot;
        Slot[] first = SlotValues.First(slots, slot, FilterExplanation.MaxValues, out int count);
        return new SeenValues([.. first.Select(value => ValueText.Of(value.Kind, slots.Text(value)))], count, hasScalars);
    }

    /// <summary>Gives the slot that holds the elements of a value path.</summary>
    public int ElementSlot(ValuePathExpression valuePath) => _leaves[valuePath].ElementSlot;

    private void Add(FilterExpression filter)
    {
        switch (filter)
        {
            case LogicalExpression logical:
                foreach (FilterExpression operand in logical.Operands)
                {
                    Add(operand);
                }

                break;
            case NotExpression not:
                Add(not.Operand);
                break;
            case ValuePathExpression valuePath:
                _leaves[filter] = new Leaf(null, [], ElementsOf(_resolver.Resolve(valuePath.Path, null)));
                break;
            case ComparisonExpression comparison:
                AddTest(filter, comparison.Path);
                break;
            case PresentExpression present:
                AddTest(filter, present.Path);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void AddTest(FilterExpression leaf, AttributePath path)
    {
        LoweredFilter lowered = new Lowering(_resolver, static (_, _) => throw new UnreachableException(), _container).Lower(leaf);
        Term[] terms = [.. lowered.Terms.Select(term => term with { Slot = SlotOf(lowered.Requests[term.Slot - 1]) })];
        _leaves[leaf] = new Leaf(lowered.Plan, terms, ElementsOf(_resolver.Resolve(path, _container)));
    }

    private int ElementsOf(ResolvedAttribute attribute) => SlotOf(new SlotRequest(attribute.Name, attribute.Paths, SlotUse.Elements));

    private int SlotOf(SlotRequest request)
    {
        _slots.TryAdd(request, _slots.Count + 1);
        return _slots[request];
    }

    /// <summary>A leaf of the filter.</summary>
    /// <param name="Plan">Its test; null for a value path.</param>
    /// <param name="Terms">The constants of the test.</param>
    /// <param name="ElementSlot">Where the elements of its attribute are.</param>
    private readonly record struct Leaf(PlanNode? Plan, Term[] Terms, int ElementSlot);
}
