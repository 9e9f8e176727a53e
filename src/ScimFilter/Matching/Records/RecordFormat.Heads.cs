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
    private const int ListShift = (3 * CountBits) + 1;
    private const int ListBit = 1 << ListShift;
    private const int LongBit = int.MinValue;

    /// <summary>Whether a head has one word for all counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsShortHead(int head) => head >= 0;

    /// <summary>Gives the number of words of a head by its first word, without a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HeadSize(int head) => 1 + ((head >> 31) & (LongHeadSize - 1)) + ((head >> ListShift) & 1);

    /// <summary>Whether a record has others, by the first word of its head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasOthers(int head) => (head & OthersBit) != 0;

    /// <summary>Whether a record has a list, by the first word of its head. The last word of the head is then its number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasList(int head) => (head & ListBit) != 0;

    /// <summary>Gives the number of the list of a record that has one.</summary>
    /// <param name="words">The record from its head on.</param>
    public static int ListOf(ReadOnlySpan<int> words) => words[HeadSize(words[0]) - 1];

    /// <summary>Writes a head without postings of its own and with a list.</summary>
    public static void WriteListHead(Span<int> words, int list) => (words[0], words[1]) = (ListBit, list);

    /// <summary>The number of words of a head without postings and with a list.</summary>
    public const int ListHeadSize = 2;

    /// <summary>Gives the first word of the head for some counts; it is long when a count does not fit into a short one.</summary>
    public static int Head(int plain, int repeatable, int differing, bool hasOthers, bool hasList) =>
        (hasList ? ListBit : 0) | (Math.Max(plain, Math.Max(repeatable, differing)) > MaxShortCount
            ? LongHead(hasOthers)
            : plain | (repeatable << CountBits) | (differing << (2 * CountBits)) | (hasOthers ? OthersBit : 0));

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
