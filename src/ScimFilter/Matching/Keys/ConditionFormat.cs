using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// The layout of conditions in words. This type alone knows which bits and words mean what; everything else calls it.
/// </summary>
/// <remarks>
/// <code>
/// conditions: values &lt;&lt; 1 | whether there is a filter | (condition, half hash, value) × values | filter
/// condition:  attribute | kind of values (3) | operator (3) | whether it is negated (1)
/// half hash:  the upper half of the value's hash; of an operator that orders, the value's <see cref="OrderPrefix"/>
/// value:      the place of its bytes in the arena
/// filter:     the number of a residual filter of the segment, which must hold
/// </code>
/// </remarks>
internal static class ConditionFormat
{
    private const int OperatorMask = 7;
    private const int OrderBit = (int)ConditionOperator.Greater << 1;
    private const int KindMask = 7;
    private const int KindShift = 4;
    private const int AttributeShift = 7;
    /// <summary>The largest attribute number of a single <c>ne</c> that is stored in a posting itself.</summary>
    private const int LargestTagged = ushort.MaxValue;

    private const int Unequal = ((int)ConditionOperator.Equal << 1) | 1;

    /// <summary>The number of words before the values of conditions.</summary>
    public const int HeadSize = 1;

    /// <summary>
    /// The number of words of a value condition. The first one has the attribute and the operator.
    /// </summary>
    public const int Size = 3;

    /// <summary>The place of the half hash in a value condition.</summary>
    public const int HalfHashPlace = 1;

    /// <summary>The place of the value in a value condition.</summary>
    public const int ValuePlace = 2;

    /// <summary>Gives the first word of conditions.</summary>
    public static int Head(int values, bool hasFilter) => (values << 1) | (hasFilter ? 1 : 0);

    /// <summary>Gives the number of value conditions, by the first word of conditions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountOf(int head) => head >> 1;

    /// <summary>Whether conditions end with the number of a filter, by their first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasFilter(int head) => (head & 1) != 0;

    /// <summary>Gives where the value conditions end, by the first word of conditions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOf(int head) => HeadSize + (CountOf(head) * Size);

    /// <summary>Gives the number of words of conditions, by their first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(int head) => EndOf(head) + (head & 1);

    /// <summary>Whether a value condition is one of some conditions.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="condition">The words of the value condition.</param>
    public static bool Has(ReadOnlySpan<int> conditions, ReadOnlySpan<int> condition)
    {
        bool isThere = false;
        for (int i = HeadSize; i < EndOf(conditions[0]); i += Size)
        {
            isThere |= conditions.Slice(i, Size).SequenceEqual(condition);
        }

        return isThere;
    }

    /// <summary>Gives the first word of a value condition. The kind of values matters to operators other than <c>eq</c> only.</summary>
    public static int Condition(int attribute, KeyKind kind, ConditionOperator @operator, bool isNegated) =>
        (attribute << AttributeShift)
        | (@operator == ConditionOperator.Equal ? 0 : (int)kind << KindShift)
        | ((int)@operator << 1)
        | (isNegated ? 1 : 0);

    /// <summary>Gives the first word of a value condition: the attribute must not have the value.</summary>
    public static int Difference(int attribute) => (attribute << AttributeShift) | Unequal;

    /// <summary>Whether no value of the attribute may be as the operator says, by the first word of a value condition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNegated(int condition) => (condition & 1) != 0;

    /// <summary>Whether a value condition compares by <c>eq</c> or <c>ne</c>, by its first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEquality(int condition) => (condition & (OperatorMask << 1)) == (int)ConditionOperator.Equal << 1;

    /// <summary>Gives the operator of a value condition, by its first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ConditionOperator OperatorOf(int condition) => (ConditionOperator)((condition >> 1) & OperatorMask);

    /// <summary>Gives the kind of values of a value condition whose operator is not <c>eq</c>, by its first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static KeyKind KindOf(int condition) => (KeyKind)((condition >> KindShift) & KindMask);

    /// <summary>Gives the attribute of a value condition, by its first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AttributeOf(int condition) => condition >> AttributeShift;

    /// <summary>Gives the second word of a value condition.</summary>
    /// <param name="condition">The first word.</param>
    /// <param name="value">The literal.</param>
    /// <param name="hash">The hash of the literal.</param>
    public static int Hint(int condition, ReadOnlySpan<byte> value, ulong hash) =>
        IsOrder(condition) && OrderPrefix.Has(KindOf(condition)) ? (int)OrderPrefix.Of(KindOf(condition), value) : HalfHash(hash);

    /// <summary>Whether a value condition compares by order, by its first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOrder(int condition) => (condition & OrderBit) != 0;

    /// <summary>Gives the upper half of a hash, as conditions have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HalfHash(ulong hash) => (int)(hash >> 32);

    /// <summary>
    /// Whether conditions are a single <c>ne</c> of an attribute that fits into a tag, so that the posting is a differing one.
    /// </summary>
    public static bool AreOneDifference(ReadOnlySpan<int> conditions) =>
        conditions[0] == Head(1, hasFilter: false)
        && conditions[HeadSize] is var condition
        && condition == Difference(AttributeOf(condition))
        && AttributeOf(condition) <= LargestTagged;
}
