using System.Diagnostics;
using ScimFilter.Ast;

namespace ScimFilter.Formatting;

/// <summary>The two letters of each operator.</summary>
internal static class OperatorText
{
    /// <summary>In the order of <see cref="ComparisonOperator"/>.</summary>
    public static readonly string[] All = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];

    public const string Present = "pr";

    public static string Of(ComparisonOperator @operator) =>
        (uint)@operator < (uint)All.Length ? All[(int)@operator] : throw new UnreachableException();
}
