using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>The tests that a plan can hold.</summary>
internal enum OperationCode
{
    NoValue,
    Present,
    True,
    False,
    InSet,
    Element,
    EqualNumber,
    GreaterNumber,
    GreaterOrEqualNumber,
    LessNumber,
    LessOrEqualNumber,
    EqualInstant,
    GreaterInstant,
    GreaterOrEqualInstant,
    LessInstant,
    LessOrEqualInstant,
    EqualExact,
    ContainsExact,
    StartsWithExact,
    EndsWithExact,
    GreaterExact,
    GreaterOrEqualExact,
    LessExact,
    LessOrEqualExact,
    EqualInstantOrExact,
    GreaterInstantOrExact,
    GreaterOrEqualInstantOrExact,
    LessInstantOrExact,
    LessOrEqualInstantOrExact,
    EqualFolded,
    ContainsFolded,
    StartsWithFolded,
    EndsWithFolded,
    GreaterFolded,
    GreaterOrEqualFolded,
    LessFolded,
    LessOrEqualFolded,
    EqualInstantOrFolded,
    GreaterInstantOrFolded,
    GreaterOrEqualInstantOrFolded,
    LessInstantOrFolded,
    LessOrEqualInstantOrFolded,
}

/// <summary>The method of each test.</summary>
internal static class OperationTable
{
    private static readonly Operation[] _operations =
    [
        Operations.HasNoValue,
        Operations.IsPresent,
        Operations.Any<IsTrue>,
        Operations.Any<IsFalse>,
        Operations.Any<InSet>,
        ElementFilter.AnyElement,
        .. Orders<NumberOrder>(),
        .. Orders<InstantOrder>(),
        .. Texts<ExactText>(),
        .. Texts<FoldedText>(),
    ];

    public static Operation Get(OperationCode code) => _operations[(int)code];

    private static Operation[] Orders<TOrder>()
        where TOrder : IValueOrder =>
    [
        Operations.Any<Ordered<TOrder, Same>>,
        Operations.Any<Ordered<TOrder, Greater>>,
        Operations.Any<Ordered<TOrder, GreaterOrSame>>,
        Operations.Any<Ordered<TOrder, Less>>,
        Operations.Any<Ordered<TOrder, LessOrSame>>,
    ];

    private static Operation[] Texts<TText>()
        where TText : ITextRule =>
    [
        Operations.Any<EqualText<TText>>,
        Operations.Any<ContainsText<TText>>,
        Operations.Any<StartsWithText<TText>>,
        Operations.Any<EndsWithText<TText>>,
        .. Orders<TextOrder<TText>>()[1..],
        .. Orders<InstantOrTextOrder<TText>>(),
    ];
}
