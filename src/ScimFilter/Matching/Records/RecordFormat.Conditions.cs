using System.Runtime.CompilerServices;
using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <content>The words of conditions.</content>
internal static partial class RecordFormat
{
    private const int OperatorMask = 7;
    private const int AttributeShift = 4;

    /// <summary>The number of words before the values of conditions.</summary>
    public const int ConditionsHeadSize = 1;

    /// <summary>
    /// The number of words of a value condition. The first one has the attribute and the operator.
    /// </summary>
    public const int ConditionSize = 3;

    /// <summary>The place of the half hash in a value condition.</summary>
    public const int ConditionHalfHash = 1;

    /// <summary>The place of the value in a value condition.</summary>
    public const int ConditionValue = 2;

    /// <summary>Gives the first word of conditions.</summary>
    public static int ConditionsHead(int values, bool hasFilter) => (values << 1) | (hasFilter ? 1 : 0);

    /// <summary>Gives the number of value conditions, by the first word of conditions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ConditionCount(int head) => head >> 1;

    /// <summary>Whether conditions end with the number of a filter, by their first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasFilter(int head) => (head & 1) != 0;

    /// <summary>Gives where the value conditions end, by the first word of conditions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOfConditions(int head) => ConditionsHeadSize + (ConditionCount(head) * ConditionSize);

    /// <summary>Gives the number of words of conditions, by their first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOfConditions(int head) => EndOfConditions(head) + (head & 1);

    /// <summary>Gives the first word of a value condition.</summary>
    public static int Condition(int attribute, ConditionOperator @operator, bool isNegated) =>
        (attribute << AttributeShift) | ((int)@operator << 1) | (isNegated ? 1 : 0);

    /// <summary>Whether no value of the attribute may be as the operator says, by the first word of a value condition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNegated(int condition) => (condition & 1) != 0;

    /// <summary>Gives the operator of a value condition, by its first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ConditionOperator OperatorOf(int condition) => (ConditionOperator)((condition >> 1) & OperatorMask);

    /// <summary>Gives the attribute of a value condition, by its first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AttributeOf(int condition) => condition >> AttributeShift;

    /// <summary>Gives the upper half of a hash, as conditions have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HalfHash(ulong hash) => (int)(hash >> 32);

    /// <summary>
    /// Whether conditions are a single <c>ne</c> of an attribute that fits into a tag, so that the posting is a differing one.
    /// </summary>
    public static bool AreOneDifference(ReadOnlySpan<int> conditions) =>
        conditions[0] == ConditionsHead(1, hasFilter: false)
        && conditions[ConditionsHeadSize] is var condition
        && condition == Condition(AttributeOf(condition), ConditionOperator.Equal, isNegated: true)
        && AttributeOf(condition) < 1 << TagBits;
}
