using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>How the values of one attribute compare.</summary>
internal readonly record struct ComparisonRule(
    TextComparison Text, DateTimeRule DateTimes, QueryTarget Target, DateTimeKind DateTimeKind)
{
    public bool InMemory => Target == QueryTarget.Memory;

    public StringComparison StringComparison =>
        Text == TextComparison.Exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    public StringComparer StringComparer => Text == TextComparison.Exact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
}
