using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Records;

/// <content>The words of conditions.</content>
internal static partial class RecordFormat
{
    /// <summary>The number of words before the values of conditions.</summary>
    public const int ConditionsHeadSize = 1;

    /// <summary>
    /// The number of words of a value condition. The first one has the attribute, and whether it must or must not have the value.
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
    public static int Condition(int attribute, bool isRequired) => isRequired ? ~attribute : attribute;

    /// <summary>Whether the attribute must have the value, by the first word of a value condition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsRequired(int condition) => condition < 0;

    /// <summary>Gives the attribute of a value condition, by its first word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AttributeOf(int condition) => condition < 0 ? ~condition : condition;

    /// <summary>Gives the upper half of a hash, as conditions have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HalfHash(ulong hash) => (int)(hash >> 32);

    /// <summary>
    /// Whether conditions are a single <c>ne</c> of an attribute that fits into a tag, so that the posting is a differing one.
    /// </summary>
    public static bool AreOneDifference(ReadOnlySpan<int> conditions) =>
        conditions[0] == ConditionsHead(1, hasFilter: false) && (uint)conditions[ConditionsHeadSize] < 1 << TagBits;
}
