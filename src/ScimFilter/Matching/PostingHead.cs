using System.Runtime.CompilerServices;

namespace ScimFilter.Matching;

/// <summary>The head of a record: how many postings of each kind follow. One word, or four when a count is large.</summary>
/// <param name="Plain">The number of plain postings.</param>
/// <param name="Repeatable">The number of repeatable postings.</param>
/// <param name="Differing">The number of differing postings.</param>
/// <param name="HasOthers">Whether there are others.</param>
internal readonly record struct PostingHead(int Plain, int Repeatable, int Differing, bool HasOthers)
{
    private const int CountBits = 8;
    private const int MaxShortCount = (1 << CountBits) - 1;
    private const int LongMark = int.MinValue;
    private const int LongSize = 4;
    private const int TypicalOthers = 16;

    /// <summary>Gets the number of words that the head takes.</summary>
    public int Size => Plain <= MaxShortCount && Repeatable <= MaxShortCount && Differing <= MaxShortCount ? 1 : LongSize;

    /// <summary>Gets the number of words of head and postings, some of the others among them.</summary>
    public int MostWords => Size + Plain + Repeatable + (Differing * PostingFormat.DifferingSize) + (HasOthers ? TypicalOthers : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PostingHead Read(ref int words)
    {
        int head = words;
        return head >= 0
            ? new PostingHead(head & MaxShortCount, (head >> CountBits) & MaxShortCount, (head >> (2 * CountBits)) & MaxShortCount, head >> (3 * CountBits) != 0)
            : ReadLong(ref words);
    }

    public void Write(Span<int> words)
    {
        int others = HasOthers ? 1 << (3 * CountBits) : 0;
        if (Size == 1)
        {
            words[0] = Plain | (Repeatable << CountBits) | (Differing << (2 * CountBits)) | others;
            return;
        }

        words[0] = LongMark | others;
        (words[1], words[2], words[3]) = (Plain, Repeatable, Differing);
    }

    private static PostingHead ReadLong(ref int words) =>
        new(Unsafe.Add(ref words, 1), Unsafe.Add(ref words, 2), Unsafe.Add(ref words, 3), words != LongMark);
}
