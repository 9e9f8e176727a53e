using System.Diagnostics;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Json.Slots;
using ScimFilter.Schema;

namespace ScimFilter.Explaining;

/// <summary>
/// The leaves of a filter, each bound by itself, and one plan to read an event for all of them. The plan reads the elements of each
/// attribute besides its values: an explanation shows objects too, which have no value to compare.
/// </summary>
internal sealed class LeafTests
{
    private readonly Dictionary<FilterExpression, BoundFilter> _tests = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FilterExpression, int> _elements = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SlotRequest, int> _slots = [];
    private readonly FilterPipeline _pipeline;
    private readonly AttributePath? _container;

    /// <summary>Binds the leaves.</summary>
    /// <param name="filter">The filter, which is valid.</param>
    /// <param name="pipeline">Binds a leaf as it does a filter.</param>
    /// <param name="container">The attribute of the value path that the filter stands in, or null.</param>
    public LeafTests(FilterExpression filter, FilterPipeline pipeline, AttributePath? container)
    {
        _pipeline = pipeline;
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
        _ => _tests[filter].Matches(slots),
    };

    /// <summary>Gives what a leaf saw: scalars for an operator that compares, else whatever there is.</summary>
    public SeenValues Seen(FilterExpression filter, EventSlots slots)
    {
        int tested = _tests[filter].Terms[0].Slot;
        bool compares = filter is ComparisonExpression { Value.Kind: not ComparisonValueKind.Null };
        bool hasScalars = compares && !slots.IsEmpty(tested);
        int slot = hasScalars ? tested : _elements[filter];
        Slot[] first = SlotValues.First(slots, slot, FilterExplanation.MaxValues, out int count);
        return new SeenValues([.. first.Select(value => ValueText.Of(value.Kind, slots.Text(value)))], count, hasScalars);
    }

    /// <summary>Gives the slot that holds the elements of a value path.</summary>
    public int ElementSlot(ValuePathExpression valuePath) => _elements[valuePath];

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
                _elements[filter] = ElementsOf(_pipeline.Resolver.Resolve(valuePath.Path, null));
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
        BoundFilter bound = _pipeline.BindLeaf(leaf, _container);
        _tests[leaf] = bound.OnSlots([.. bound.Shape.ReadPlan.Requests.Select(SlotOf)]);
        _elements[leaf] = ElementsOf(_pipeline.Resolver.Resolve(path, _container));
    }

    private int ElementsOf(ResolvedAttribute attribute) => SlotOf(new SlotRequest(attribute.Name, attribute.Paths, SlotUse.Elements));

    private int SlotOf(SlotRequest request)
    {
        _slots.TryAdd(request, _slots.Count + 1);
        return _slots[request];
    }
}
