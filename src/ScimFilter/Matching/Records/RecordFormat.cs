using System.Runtime.CompilerServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Paths;

namespace ScimFilter.Matching.Records;

/// <summary>
/// The layout of the records of a <see cref="Segment"/>: which subscriptions have a key, and what else must hold for each. This type alone
/// knows which bits and words mean what; everything else calls it.
/// </summary>
/// <remarks>
/// <code>
/// table of a template        records                                                         arena
/// ┌──────────┬────────┐      ┌───────────┬──────┬─────────────┬───────────┬────────┐         ┌────────┬───────┐
/// │ tag (32) │ record ├─────▶│ value × k │ head │ plain,      │ differing │ others │     ┌──▶│ length │ bytes │
/// └──────────┴────────┘      └─────┬─────┴──────┤ repeatable  ├─────┬─────┴───┬────┘     │   └────────┴───────┘
///                                  │            └─────────────┘     │         ▼          │
///                                  └────────────────────────────────┴──── conditions ────┘
/// value:      the place of its bytes in the arena
/// head:       how many postings of each kind follow
///     short:  plain (8) | repeatable (8) | differing (8) | whether there are others (1), a list (1); the sign bit is clear
///     long:   the sign bit | whether there are others (1), a list (1); then a word each for plain, repeatable, differing
///     list:   the last word of a head may be the number of a list of further postings, see <see cref="PathList"/>
/// plain:      a subscription; the key decides everything
/// repeatable: a subscription that one event can reach by several entries; the key decides everything
/// differing:  posting | tag: attribute (16), start of a hash (16) | value, which the attribute must not have (a single ne)
/// others:     the number of words that follow | (posting | conditions) × ...
/// posting:    subscription &lt;&lt; 1 | whether it is repeatable
/// conditions: see <see cref="ConditionFormat"/>
/// link:       one word before a record that was appended to a growing segment: the place of the record that it replaced, or -1
/// </code>
/// </remarks>
internal static partial class RecordFormat
{
    /// <summary>The number of words behind the last record that vector loads may read.</summary>
    public const int Padding = 16;

    /// <summary>The number of words of a link.</summary>
    public const int LinkSize = 1;

    /// <summary>In the place of a record: there is none.</summary>
    public const int NoRecord = -1;

    /// <summary>The number of words of a differing posting.</summary>
    public const int DifferingSize = 3;

    /// <summary>The place of the tag in a differing posting.</summary>
    public const int DifferingTag = 1;

    /// <summary>The place of the value in a differing posting.</summary>
    public const int DifferingValue = 2;

    private const int TagBits = 16;

    /// <summary>Gives the first word of a differing or other posting.</summary>
    public static int Posting(int subscription, bool isRepeatable) => (subscription << 1) | (isRepeatable ? 1 : 0);

    /// <summary>Gives the subscription of a differing or other posting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SubscriptionOf(int posting) => posting >> 1;

    /// <summary>Whether one event can reach the subscription of a posting by several entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsRepeatable(int posting) => RepeatableBit(posting) != 0;

    /// <summary>Gets one when a posting is repeatable, otherwise zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RepeatableBit(int posting) => posting & 1;

    /// <summary>Gives the tag of an attribute and the upper half of a hash.</summary>
    public static int Tag(int attribute, int halfHash) => (attribute << TagBits) | (halfHash >>> TagBits);

    /// <summary>Gives the attribute of a tag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AttributeOfTag(int tag) => tag >>> TagBits;

    /// <summary>Whether a hash starts as a tag says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasStart(int tag, ulong hash) => (ushort)tag == (ushort)(hash >> 48);

    /// <summary>Writes a differing posting.</summary>
    /// <param name="target">Takes <see cref="DifferingSize"/> words.</param>
    /// <param name="posting">The first word.</param>
    /// <param name="conditions">The conditions, for which <see cref="ConditionFormat.AreOneDifference"/> holds.</param>
    public static void WriteDiffering(Span<int> target, int posting, ReadOnlySpan<int> conditions)
    {
        target[0] = posting;
        target[DifferingTag] = Tag(
            ConditionFormat.AttributeOf(conditions[ConditionFormat.HeadSize]),
            conditions[ConditionFormat.HeadSize + ConditionFormat.HalfHashPlace]);
        target[DifferingValue] = conditions[ConditionFormat.HeadSize + ConditionFormat.ValuePlace];
    }

    /// <summary>Writes the link of a record.</summary>
    /// <param name="records">All records.</param>
    /// <param name="record">The place of the record.</param>
    /// <param name="replaced">The place of the record that it replaces, or <see cref="NoRecord"/>.</param>
    public static void WriteLink(Span<int> records, int record, int replaced) => records[record - LinkSize] = replaced;

    /// <summary>Follows links to the record that a key had when the records ended at a place.</summary>
    /// <param name="records">All records.</param>
    /// <param name="record">A record of the key.</param>
    /// <param name="end">Where the records ended.</param>
    /// <returns>The record, or <see cref="NoRecord"/> when there was none.</returns>
    public static int RecordBefore(int[] records, int record, int end)
    {
        while (record >= end)
        {
            record = records[record - LinkSize];
        }

        return record;
    }
}
