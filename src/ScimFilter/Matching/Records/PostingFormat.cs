using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Records;

/// <summary>The layout of the records of a <see cref="Segment"/>: who has a key, and what else must hold for them.</summary>
/// <remarks>
/// <code>
/// table of a template        records                                                         arena
/// ┌──────────┬────────┐      ┌───────────┬──────┬─────────────┬───────────┬────────┐         ┌────────┬───────┐
/// │ tag (32) │ record ├─────▶│ value × k │ head │ plain,      │ differing │ others │     ┌──▶│ length │ bytes │
/// └──────────┴────────┘      └─────┬─────┴──────┤ repeatable  ├─────┬─────┴───┬────┘     │   └────────┴───────┘
///                                  │            └─────────────┘     │         ▼          │
///                                  └────────────────────────────────┴──── conditions ────┘
/// head:       how many of each kind follow, see PostingHead
/// plain:      a subscription; nothing else is to be checked
/// repeatable: a subscription that one event can reach in several ways
/// differing:  posting | attribute (16), start of a hash (16) | value, which the attribute must not have (one ne)
/// others:     the number of words that follow | (posting | conditions) × ...
/// posting:    subscription &lt;&lt; 1 | whether it is repeatable
/// conditions: values &lt;&lt; 1 | whether there is a filter | (attribute, half, value) × values | filter
///     attribute: its number when it must not have the value that follows; the complement of its number when it must
///     filter:    the number of a filter that must hold
/// link:       before a record that came to a segment that grows: the place of the one that it replaced, or -1
/// value:      the place of its bytes in the arena; half: the upper half of its hash
/// </code>
/// </remarks>
internal static class PostingFormat
{
    /// <summary>The number of words behind the last record that may be read with it.</summary>
    public const int Padding = 16;

    /// <summary>The words of a differing posting.</summary>
    public const int DifferingSize = 3;

    /// <summary>The words before the values of conditions.</summary>
    public const int ConditionsHead = 1;

    /// <summary>The words of a value among conditions.</summary>
    public const int ValueSize = 3;

    private const int TagBits = 16;

    /// <summary>Gives the number of words of conditions.</summary>
    /// <param name="head">Their first word.</param>
    public static int SizeOfConditions(int head) => ConditionsHead + (ValueCount(head) * ValueSize) + (head & 1);

    /// <summary>Gives the number of values of conditions.</summary>
    /// <param name="head">Their first word.</param>
    public static int ValueCount(int head) => head >> 1;

    /// <summary>Gives the word of an attribute that must or must not have a value.</summary>
    public static int AttributeWord(int attribute, bool isRequired) => isRequired ? ~attribute : attribute;

    /// <summary>Whether conditions are a single difference, so that the posting is a differing one.</summary>
    public static bool IsOneDifference(ReadOnlySpan<int> conditions) =>
        conditions[0] == 1 << 1 && (uint)conditions[ConditionsHead] < 1 << TagBits;

    /// <summary>Whether conditions end with a filter.</summary>
    public static bool HasFilter(ReadOnlySpan<int> conditions) => (conditions[0] & 1) != 0;

    /// <summary>Gives the word of an attribute and the start of a hash.</summary>
    public static int TagOf(int attribute, int halfHash) => (attribute << TagBits) | (halfHash >>> TagBits);

    /// <summary>Gives the attribute of such a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AttributeOf(int tag) => tag >>> TagBits;

    /// <summary>Gives the upper half of a hash as far as such a word knows it.</summary>
    public static int StartOf(int tag) => tag << TagBits;

    /// <summary>Whether a hash starts as such a word says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasStart(int tag, ulong hash) => (ushort)tag == (ushort)(hash >> 48);
}
