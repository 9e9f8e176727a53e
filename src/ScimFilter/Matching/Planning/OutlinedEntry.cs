using ScimFilter.Compilation;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Planning;

/// <summary>An entry of a subscription before attributes have numbers.</summary>
/// <param name="Alternative">The alternative that has its key terms.</param>
/// <param name="IsTyped">Whether the event type is part of the key, so that there is an entry for each event type.</param>
/// <param name="Conditions">What the key does not decide; null when it decides everything.</param>
internal readonly record struct OutlinedEntry(Alternative Alternative, bool IsTyped, OutlinedConditions? Conditions);

/// <summary>Conditions before attributes have numbers. Successive entries with equal conditions share one object.</summary>
/// <param name="values">Conditions on the values of attributes.</param>
/// <param name="filter">The residual filter; null when there is none.</param>
/// <param name="types">The event types, one of which the event must have; null for any.</param>
internal sealed class OutlinedConditions(PlannedTerm[] values, BoundFilter? filter, LiteralSet? types)
{
    public PlannedTerm[] Values => values;

    public BoundFilter? Filter => filter;

    /// <summary>Gets what the residual filter was made of; none unless the outline is for a description.</summary>
    public FilterExpression[] Residuals { get; init; } = [];

    public LiteralSet? Types => types;
}
