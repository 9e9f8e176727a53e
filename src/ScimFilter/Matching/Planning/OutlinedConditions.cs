using ScimFilter.Compilation;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Planning;

/// <summary>Conditions before attributes have numbers. Entries one after the other that ask for the same share one object.</summary>
/// <param name="values">The values that attributes must or must not have.</param>
/// <param name="filter">Any other filter; null when there is none.</param>
/// <param name="types">The event types, one of which the event must have; null means any.</param>
internal sealed class OutlinedConditions((AccessKey Key, bool IsRequired)[] values, BoundFilter? filter, LiteralSet? types)
{
    public (AccessKey Key, bool IsRequired)[] Values => values;

    public BoundFilter? Filter => filter;

    public LiteralSet? Types => types;
}

/// <summary>An entry of a subscription before attributes have numbers.</summary>
/// <param name="Alternative">The alternative that has its keys.</param>
/// <param name="IsTyped">Whether each event type is part of the key, so that there is an entry for each.</param>
/// <param name="Conditions">What else must hold; null when nothing else must.</param>
internal readonly record struct OutlinedEntry(Alternative Alternative, bool IsTyped, OutlinedConditions? Conditions);
