using ScimFilter.Ast;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Compilation;

/// <summary>Which test a comparison is, by its operator, the type of its literal, and how its attribute compares.</summary>
internal static class TestSelector
{
    /// <param name="operator">The operator; of one that negates another the test is the other's.</param>
    /// <param name="value">The literal.</param>
    /// <param name="utf8">The bytes of a literal that is a string.</param>
    /// <param name="attribute">The attribute.</param>
    public static TestCode Select(ComparisonOperator @operator, ComparisonValue value, ReadOnlySpan<byte> utf8, ResolvedAttribute attribute)
    {
        OperatorRow row = OperatorTable.Test(@operator);
        TestKind kind = value.Kind switch
        {
            ComparisonValueKind.Null => TestKind.NoValue,
            ComparisonValueKind.True => TestKind.True,
            ComparisonValueKind.False => TestKind.False,
            ComparisonValueKind.Number => TestKind.Number,
            _ => KindOfText(row.Family, utf8, attribute),
        };
        return new TestCode(kind, row.Operator);
    }

    private static TestKind KindOfText(OperatorFamily family, ReadOnlySpan<byte> utf8, ResolvedAttribute attribute)
    {
        bool isExact = attribute.Text == TextComparison.Exact;
        TestKind text = isExact ? TestKind.Exact : TestKind.Folded;
        return family == OperatorFamily.Substring ? text : attribute.DateTimes switch
        {
            DateTimeRule.Always => TestKind.Instant,
            DateTimeRule.WhenBothAre when Instant.TryParse(utf8, out _) => isExact ? TestKind.InstantOrExact : TestKind.InstantOrFolded,
            _ => text,
        };
    }
}
