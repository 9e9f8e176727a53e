using ScimFilter.Ast;
using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// Describes how an index would find a subscription: plans it with a copy of the layout, which is dropped. For one thread.
/// </summary>
/// <param name="compiler">Resolves attributes.</param>
/// <param name="options">The limits of templates and alternatives.</param>
/// <param name="layout">The layout of the index. At the limit of templates it decides which terms become part of the key.</param>
internal sealed class PlanDescription(FilterCompiler compiler, SubscriptionIndexOptions options, IndexLayout layout)
{
    private readonly SubscriptionOutline _outline = new(compiler, options.MaxAlternatives) { KeepsResiduals = true };

    /// <summary>Describes a subscription.</summary>
    /// <param name="eventTypes">The event types; none means any.</param>
    /// <param name="filter">The filter, which is valid; null for one that always holds.</param>
    public SubscriptionPlan Of(IReadOnlyCollection<string> eventTypes, FilterExpression? filter)
    {
        _outline.Plan(eventTypes, filter);
        var planner = new SubscriptionPlanner(compiler, layout, options.MaxTemplates, options.MaxAlternatives);
        ReadOnlySpan<Entry> entries = planner.Plan(_outline);
        var alternatives = new List<AlternativePlan>(_outline.Entries.Length);
        string[] types = [.. eventTypes.Distinct(StringComparer.Ordinal)];
        foreach (ref readonly OutlinedEntry outlined in _outline.Entries)
        {
            Template template = entries[0].Template;
            bool hasType = outlined.IsTyped && template.Has(KeyAttribute.EventType);
            alternatives.Add(Describe(outlined, template, hasType ? types : [], types.Length > 0 && !hasType));
            entries = entries[(hasType ? _outline.Types.Count : 1)..];
        }

        return new SubscriptionPlan(alternatives);
    }

    private AlternativePlan Describe(in OutlinedEntry entry, Template template, string[] types, bool checksType)
    {
        var key = new List<FilterExpression>();
        var conditions = new List<PlannedTerm>(entry.Conditions?.Values ?? []);
        foreach (ref readonly PlannedTerm term in _outline.TermsOf(entry))
        {
            if (template.Has(term.Source.Attribute))
            {
                key.Add(term.Filter);
            }
            else
            {
                conditions.Add(term);
            }
        }

        PlannedResidual[] residuals =
            [.. (entry.Conditions?.Residuals ?? []).Select(filter => new PlannedResidual(filter, ReasonOf(filter)))];
        List<PlannedAccessPath> paths = PathsOf(conditions);
        bool isChecked = conditions.Count > 0 || residuals.Length > 0 || checksType;
        return new AlternativePlan(types, key, paths, [.. conditions.Select(term => term.Filter)], residuals)
        {
            ChecksEventType = checksType,
            CheckReason = isChecked && paths.Count == 0 ? ReasonOf(conditions) : null,
        };
    }

    private static CheckReason ReasonOf(List<PlannedTerm> conditions) =>
        conditions.Count == 0 ? CheckReason.Residual
        : conditions.Exists(term => !term.IsNegated) ? CheckReason.EmptyLiteral
        : CheckReason.Negations;

    /// <summary>Gives the paths that can find some conditions. The bounds of an attribute are one interval.</summary>
    private static List<PlannedAccessPath> PathsOf(List<PlannedTerm> conditions)
    {
        var paths = new List<PlannedAccessPath>();
        foreach (IGrouping<(KeySource Source, AccessPathKind? Kind, int Number), PlannedTerm> group in conditions
            .Select((term, number) => (Term: term, Kind: KindOf(term), Number: number))
            .GroupBy(
                item => (item.Term.Source, item.Kind, item.Kind is AccessPathKind.Bounds or AccessPathKind.NegatedBounds ? 0 : item.Number),
                item => item.Term))
        {
            if (group.Key.Kind is { } kind)
            {
                FilterExpression[] filters = [.. group.Select(term => term.Filter)];
                paths.Add(new PlannedAccessPath(
                    kind, filters.Length == 1 ? filters[0] : new LogicalExpression(LogicalOperator.And, filters)));
            }
        }

        return paths;
    }

    /// <summary>Gives the kind of path that can find a condition; null when none can.</summary>
    private static AccessPathKind? KindOf(PlannedTerm term) => term.Operator switch
    {
        >= ConditionOperator.Greater => term.IsNegated ? AccessPathKind.NegatedBounds : AccessPathKind.Bounds,
        _ when term.IsNegated || (term.Value.Length == 0 && term.Operator != ConditionOperator.Equal) => null,
        ConditionOperator.Equal => term.Source.Kind == KeyKind.State ? AccessPathKind.Presence : AccessPathKind.Equal,
        ConditionOperator.StartsWith => AccessPathKind.StartsWith,
        ConditionOperator.EndsWith => AccessPathKind.EndsWith,
        _ => AccessPathKind.Contains,
    };

    private ResidualReason ReasonOf(FilterExpression residual) => residual switch
    {
        ValuePathExpression => ResidualReason.ValuePath,
        NotExpression { Operand: ValuePathExpression } => ResidualReason.NegatedValuePath,
        LogicalExpression when ReferenceEquals(residual, _outline.Whole) => ResidualReason.OutOfProportion,
        LogicalExpression => IsFindable(residual) ? ResidualReason.TooManyAlternatives : ResidualReason.UnfindableOperand,
        _ => ResidualReason.LiteralForm,
    };

    /// <summary>Whether a value leads to each alternative of a filter.</summary>
    private static bool IsFindable(FilterExpression filter) => filter switch
    {
        LogicalExpression { Operator: LogicalOperator.And } and => and.Operands.Any(IsFindable),
        LogicalExpression or => or.Operands.All(IsFindable),
        _ => PlannedTerms.MayBeFound(filter),
    };
}
