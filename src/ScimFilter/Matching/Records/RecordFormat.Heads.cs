using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Records;

/// <content>The words of heads.</content>
internal static partial class RecordFormat
{
    /// <summary>The number of words of a long head.</summary>
    public const int LongHeadSize = 4;

    private const int CountBits = 8;
    private const int MaxShortCount = (1 << CountBits) - 1;
    private const int OthersBit = 1 << (3 * CountBits);
    private const int LongBit = int.MinValue;

    /// <summary>Whether a head has one word for all counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsShortHead(int head) => head >= 0;

    /// <summary>Gives the number of words of a head by its first word, without a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HeadSize(int head) => 1 + ((head >> 31) & (LongHeadSize - 1));

    /// <summary>Whether a record has others, by the first word of its head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasOthers(int head) => (head & OthersBit) != 0;

    /// <summary>Gives the first word of the head for some counts; it is long when a count does not fit into a short one.</summary>
    public static int Head(int plain, int repeatable, int differing, bool hasOthers) =>
        Math.Max(plain, Math.Max(repeatable, differing)) > MaxShortCount
            ? LongHead(hasOthers)
            : plain | (repeatable << CountBits) | (differing << (2 * CountBits)) | (hasOthers ? OthersBit : 0);

    /// <summary>Gives the first word of a long head.</summary>
    public static int LongHead(bool hasOthers) => LongBit | (hasOthers ? OthersBit : 0);

    /// <summary>Gives the number of plain postings by a short head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlainCount(int head) => head & MaxShortCount;

    /// <summary>Gives the number of repeatable postings by a short head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RepeatableCount(int head) => (head >> CountBits) & MaxShortCount;

    /// <summary>Gives the number of differing postings by a short head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DifferingCount(int head) => (head >> (2 * CountBits)) & MaxShortCount;

    /// <summary>Gives the place of a count in a long head.</summary>
    /// <param name="kind">Which count; that of <see cref="PostingKind.Others"/> is the word in front of the others.</param>
    public static int PlaceOfCount(PostingKind kind) => 1 + (int)kind;
}
