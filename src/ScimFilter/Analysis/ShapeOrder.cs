using System.Diagnostics;
using ScimFilter.Ast;

namespace ScimFilter.Analysis;

/// <summary>
/// A total order of filters: first by everything but the literals, so that filters that differ in literals alone are sorted alike,
/// then by the literals.
/// </summary>
internal sealed class ShapeOrder : IComparer<FilterExpression>
{
    public static readonly ShapeOrder Instance = new();

    public int Compare(FilterExpression? x, FilterExpression? y)
    {
        int shape = Compare(x!, y!, literals: false);
        return shape != 0 ? shape : Compare(x!, y!, literals: true);
    }

    private static int Compare(FilterExpression x, FilterExpression y, bool literals)
    {
        int kind = literals ? 0 : Rank(x) - Rank(y);
        return kind != 0 ? kind : (x, y) switch
        {
            (ComparisonExpression left, ComparisonExpression right) => Compare(left, right, literals),
            (PresentExpression left, PresentExpression right) => Compare(left.Path, right.Path),
            (NotExpression left, NotExpression right) => Compare(left.Operand, right.Operand, literals),
            (ValuePathExpression left, ValuePathExpression right) => Compare(left, right, literals),
            (LogicalExpression left, LogicalExpression right) => Compare(left, right, literals),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Cheap tests first: an operand that decides early saves the others.</summary>
    private static int Rank(FilterExpression filter) => filter switch
    {
        ComparisonExpression => 0,
        PresentExpression => 1,
        NotExpression => 2,
        LogicalExpression => 3,
        _ => 4,
    };

    private static int Compare(ComparisonExpression x, ComparisonExpression y, bool literals)
    {
        if (literals)
        {
            return Compare(x.Value, y.Value);
        }

        // Enums are compared as the numbers they are: their own CompareTo boxes, and a long list is sorted by these lines.
        int order = (int)x.Operator - (int)y.Operator;
        order = order != 0 ? order : Compare(x.Path, y.Path);
        return order != 0 ? order : (int)x.Value.Kind - (int)y.Value.Kind;
    }

    private static int Compare(ComparisonValue x, ComparisonValue y) => x.Kind switch
    {
        ComparisonValueKind.String => string.CompareOrdinal(x.GetString(), y.GetString()),
        ComparisonValueKind.Number => x.GetNumber().CompareTo(y.GetNumber()),
        _ => 0,
    };

    private static int Compare(ValuePathExpression x, ValuePathExpression y, bool literals)
    {
        int order = Compare(x.Path, y.Path);
        return order != 0 ? order : Compare(x.Filter, y.Filter, literals);
    }

    private static int Compare(LogicalExpression x, LogicalExpression y, bool literals)
    {
        int order = (int)x.Operator - (int)y.Operator;
        order = order != 0 ? order : x.Operands.Length.CompareTo(y.Operands.Length);
        for (int i = 0; order == 0 && i < x.Operands.Length; i++)
        {
            order = Compare(x.Operands[i], y.Operands[i], literals);
        }

        return order;
    }

    private static int Compare(AttributePath x, AttributePath y)
    {
        // The parser gives the paths of one list the same names.
        if (x.Names == y.Names && ReferenceEquals(x.Urn, y.Urn))
        {
            return 0;
        }

        int order = string.CompareOrdinal(x.Urn, y.Urn);
        order = order != 0 ? order : x.Names.Length.CompareTo(y.Names.Length);
        for (int i = 0; order == 0 && i < x.Names.Length; i++)
        {
            order = string.CompareOrdinal(x.Names[i], y.Names[i]);
        }

        return order;
    }
}
