using System.Collections.Immutable;
using ScimFilter.Json;
using ScimFilter.Runtime;

namespace ScimFilter.Schema;

/// <summary>When strings are compared as points in time.</summary>
internal enum DateTimeRule
{
    /// <summary>Without a schema: when both sides are full date-times.</summary>
    WhenBothAre,

    /// <summary>The schema says that the attribute is one.</summary>
    Always,

    /// <summary>The schema says that it is something else.</summary>
    Never,
}

/// <summary>What evaluation needs to know of an attribute of a filter.</summary>
internal readonly record struct ResolvedAttribute(
    string Name, ImmutableArray<EventPath> Paths, TextComparison Text, DateTimeRule DateTimes);
