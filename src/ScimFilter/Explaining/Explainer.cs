using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Json.Slots;

namespace ScimFilter.Explaining;

/// <summary>Evaluates a filter as it is written, part by part: each leaf by the test that it is compiled to.</summary>
internal sealed class Explainer(FilterPipeline pipeline)
{
    public FilterExplanation Explain(FilterExpression filter, ReadOnlySpan<byte> utf8Event)
    {
        var leaves = new LeafTests(filter, pipeline, container: null);
        var slots = new EventSlots();
        EventReader.Read(utf8Event, leaves.Plan, slots, pipeline.Limits);
        return Explain(filter, leaves, slots);
    }

    public FilterExplanation Explain(FilterExpression filter, JsonElement @event)
    {
        var leaves = new LeafTests(filter, pipeline, container: null);
        var slots = new EventSlots();
        EventReader.Read(@event, leaves.Plan, slots, pipeline.Limits);
        return Explain(filter, leaves, slots);
    }

    private FilterExplanation Explain(FilterExpression filter, LeafTests leaves, EventSlots slots) => filter switch
    {
        LogicalExpression logical => ExplainLogical(logical, leaves, slots),
        NotExpression not => ExplainNot(not, Explain(not.Operand, leaves, slots)),
        ValuePathExpression valuePath => ExplainValuePath(valuePath, leaves, slots),
        _ => ExplainLeaf(filter, leaves, slots),
    };

    private FilterExplanation ExplainLogical(LogicalExpression logical, LeafTests leaves, EventSlots slots)
    {
        bool all = logical.Operator == LogicalOperator.And;
        ImmutableArray<FilterExplanation> operands = [.. logical.Operands.Select(operand => Explain(operand, leaves, slots))];
        int holding = operands.Count(operand => operand.Holds);
        bool holds = all ? holding == operands.Length : holding > 0;
        return new FilterExplanation(logical, holds, Reasons.OfLogical(all, holding, operands.Length)) { Children = operands };
    }

    private static FilterExplanation ExplainNot(NotExpression not, FilterExplanation operand) =>
        new(not, !operand.Holds, operand.Holds ? "its operand holds" : "its operand does not hold") { Children = [operand] };

    private static FilterExplanation ExplainLeaf(FilterExpression leaf, LeafTests leaves, EventSlots slots)
    {
        bool holds = leaves.Holds(leaf, slots);
        SeenValues seen = leaves.Seen(leaf, slots);
        string reason = leaf switch
        {
            ComparisonExpression comparison => Reasons.OfComparison(comparison, holds, seen),
            PresentExpression present => Reasons.OfPresent(present, holds, seen),
            _ => throw new UnreachableException(),
        };
        return new FilterExplanation(leaf, holds, reason) { Values = seen.Texts, ValueCount = seen.Count };
    }

    /// <summary>All elements are evaluated. The first ones are explained, and one that satisfies the filter if none of them does.</summary>
    private FilterExplanation ExplainValuePath(ValuePathExpression valuePath, LeafTests leaves, EventSlots slots)
    {
        var inner = new LeafTests(valuePath.Filter, pipeline, valuePath.Path);
        int slot = leaves.ElementSlot(valuePath);
        Slot[] shown = SlotValues.First(slots, slot, FilterExplanation.MaxValues, out int count);
        int holding = shown.Count(Satisfies);
        Slot? example = null;
        if (count > shown.Length)
        {
            bool isShown = holding > 0;
            holding = SlotValues.Count(slots, slot, Satisfies, out Slot last);
            example = isShown || holding == 0 ? null : last;
        }

        shown = example is { } other ? [.. shown[..^1], other] : shown;
        return new FilterExplanation(valuePath, holding > 0, Reasons.OfValuePath(valuePath, holding, count))
        {
            Values = [.. shown.Select(element => ValueText.Of(element.Kind, slots.Text(element)))],
            ValueCount = count,
            Children = [.. shown.Select(element => Explain(valuePath.Filter, inner, Read(element)))],
        };

        bool Satisfies(Slot element) => inner.Holds(valuePath.Filter, Read(element));

        EventSlots Read(Slot element)
        {
            ElementReader.Read(slots, element, inner.Plan, slots.Elements, pipeline.Limits);
            return slots.Elements;
        }
    }
}
