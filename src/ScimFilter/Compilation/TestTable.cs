using System.Diagnostics;
using ScimFilter.Ast;
using ScimFilter.Json.Slots;
using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>The method that runs each test.</summary>
internal static class TestTable
{
    // By kind and operator; null where no filter that is valid has such a test.
    private static readonly Operation?[,] _operations = Build();

    public static Operation Get(TestCode code) => _operations[(int)code.Kind, (int)code.Operator] ?? throw new UnreachableException();

    private static Operation?[,] Build()
    {
        var operations = new Operation?[Enum.GetValues<TestKind>().Length, Enum.GetValues<ComparisonOperator>().Length];
        foreach (TestKind kind in Enum.GetValues<TestKind>())
        {
            foreach (OperatorRow row in OperatorTable.Rows)
            {
                operations[(int)kind, (int)row.Operator] = row.Negates is null ? Of(kind, row) : null;
            }
        }

        return operations;
    }

    private static Operation? Of(TestKind kind, OperatorRow row) => kind switch
    {
        TestKind.Number => Ordered<NumberOrder, NumberKey>(row.Accepts),
        TestKind.Instant => Ordered<InstantOrder, InstantKey>(row.Accepts),
        TestKind.Exact => OfText<ExactText, ExactTextKey>(row),
        TestKind.Folded => OfText<FoldedText, FoldedTextKey>(row),
        TestKind.InstantOrExact => Ordered<InstantOrTextOrder<ExactText>, InstantKey>(row.Accepts),
        TestKind.InstantOrFolded => Ordered<InstantOrTextOrder<FoldedText>, InstantKey>(row.Accepts),
        _ => row.Operator == ComparisonOperator.Equal ? WithoutOrder(kind) : null,
    };

    /// <summary>The tests that no operator but <c>eq</c> has, or none at all.</summary>
    private static Operation WithoutOrder(TestKind kind) => kind switch
    {
        TestKind.NoValue => Operations.HasNoValue,
        TestKind.Present => Operations.IsPresent,
        TestKind.InSet => EqualityOperations.AnyInSet,
        TestKind.Element => ElementFilter.AnyElement,
        TestKind.True => EqualityOperations.Any<IsTrue, TrueKey>,
        TestKind.False => EqualityOperations.Any<IsFalse, FalseKey>,
        _ => throw new UnreachableException(),
    };

    private static Operation? OfText<TText, TKey>(OperatorRow row)
        where TText : ITextRule
        where TKey : IValueKey => row.Operator switch
        {
            ComparisonOperator.Equal => EqualityOperations.Any<EqualText<TText>, TKey>,
            ComparisonOperator.Contains => Operations.Any<ContainsText<TText>>,
            ComparisonOperator.StartsWith => Operations.Any<StartsWithText<TText>>,
            ComparisonOperator.EndsWith => Operations.Any<EndsWithText<TText>>,
            _ => Ordered<TextOrder<TText>, TKey>(row.Accepts),
        };

    private static Operation? Ordered<TOrder, TKey>(Orders accepts)
        where TOrder : IValueOrder
        where TKey : IValueKey => accepts switch
        {
            Orders.Same => EqualityOperations.Any<Ordered<TOrder, Same>, TKey>,
            Orders.Greater => Operations.Any<Ordered<TOrder, Greater>>,
            Orders.Greater | Orders.Same => Operations.Any<Ordered<TOrder, GreaterOrSame>>,
            Orders.Less => Operations.Any<Ordered<TOrder, Less>>,
            Orders.Less | Orders.Same => Operations.Any<Ordered<TOrder, LessOrSame>>,
            _ => null,
        };
}
