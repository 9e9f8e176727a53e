using System.Globalization;
using ScimFilter.Ast;

namespace ScimFilter.Explaining;

/// <summary>The reason of a verdict as a sentence. The only place that words them.</summary>
internal static class Reasons
{
    public static string OfLogical(bool all, int holding, int count) => holding switch
    {
        0 => Text($"none of its {count} operands holds"),
        _ when holding == count => Text($"all of its {count} operands hold"),
        _ when all => Text($"{count - holding} of its {count} operands {(count - holding == 1 ? "does" : "do")} not hold"),
        _ => Text($"{holding} of its {count} operands {(holding == 1 ? "holds" : "hold")}"),
    };

    public static string OfValuePath(ValuePathExpression valuePath, int holding, int count) => count switch
    {
        0 => NoValue(valuePath.Path),
        1 => $"the element of {valuePath.Path} {(holding == 1 ? "satisfies" : "does not satisfy")} it",
        _ when holding == 0 => Text($"none of the {count} elements of {valuePath.Path} satisfies it"),
        _ => Text($"{holding} of the {count} elements of {valuePath.Path} {(holding == 1 ? "satisfies" : "satisfy")} it"),
    };

    public static string OfPresent(PresentExpression present, bool holds, SeenValues seen) => (holds, seen.Count) switch
    {
        (_, 0) => NoValue(present.Path),
        (true, _) => What(present.Path, seen),
        (false, 1) => $"{What(present.Path, seen)}, which is empty",
        _ => Text($"all {seen.Count} values of {present.Path} are empty"),
    };

    public static string OfComparison(ComparisonExpression comparison, bool holds, SeenValues seen)
    {
        AttributePath path = comparison.Path;
        bool isNull = comparison.Value.Kind == ComparisonValueKind.Null;
        if (seen.Count == 0 || isNull)
        {
            return seen.Count == 0 ? NoValue(path) : What(path, seen) + (seen.Count == 1 ? ", not null" : "");
        }

        if (!seen.AreScalars)
        {
            return seen.Count == 1
                ? $"{What(path, seen)}, an object without a value"
                : Text($"the {seen.Count} values of {path} are objects without a value");
        }

        string literal = ValueText.Of(comparison.Value);
        OperatorRow test = OperatorTable.Test(comparison.Operator);
        bool relates = holds != OperatorTable.IsNegated(comparison.Operator);
        return seen.Count == 1 ? OfOne(comparison, test, relates, seen.Texts[0], literal)
            : Text($"{(relates ? "one" : "none")} of the {seen.Count} values of {path} {test.Holds} {literal}");
    }

    private static string OfOne(ComparisonExpression comparison, OperatorRow test, bool relates, string value, string literal)
    {
        bool isSame = string.Equals(value, literal, StringComparison.Ordinal);
        string start = $"{comparison.Path} is {value}";
        return test.Operator switch
        {
            ComparisonOperator.Equal when relates => isSame ? start : $"{start}, which equals {literal}",
            ComparisonOperator.Equal when !isSame => $"{start}, not {literal}",
            _ => $"{start}, which {(relates ? test.Holds : test.HoldsNot)} {literal}",
        };
    }

    private static string NoValue(AttributePath path) => $"{path} has no value";

    private static string What(AttributePath path, SeenValues seen) =>
        seen.Count == 1 ? $"{path} is {seen.Texts[0]}" : Text($"{path} has {seen.Count} values");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
