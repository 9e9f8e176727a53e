using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Records;

/// <summary>The head of a record: how many postings of each kind follow. One word, or four when a count is large or may still grow.</summary>
/// <param name="Plain">The number of plain postings.</param>
/// <param name="Repeatable">The number of repeatable postings.</param>
/// <param name="Differing">The number of differing postings.</param>
/// <param name="Marks">Whether there are others, and whether the head is long: see <see cref="HasOthers"/> and <see cref="Size"/>.</param>
internal readonly record struct PostingHead(int Plain, int Repeatable, int Differing, int Marks)
{
    /// <summary>The words of a long head: the mark, then the number of plain, repeatable and differing postings.</summary>
    public const int LongSize = 4;

    private const int CountBits = 8;
    private const int MaxShortCount = (1 << CountBits) - 1;
    private const int LongMark = int.MinValue;
    private const int OthersBit = 3 * CountBits;
    private const int HasOthersMark = 1;
    private const int IsLongMark = 2;
    private const int TypicalOthers = 16;

    /// <summary>Makes the head of a record whose counts are known.</summary>
    public PostingHead(int plain, int repeatable, int differing, bool hasOthers)
        : this(plain, repeatable, differing, (hasOthers ? HasOthersMark : 0) | (Math.Max(plain, Math.Max(repeatable, differing)) > MaxShortCount ? IsLongMark : 0))
    {
    }

    /// <summary>Gets a value indicating whether there are others.</summary>
    public bool HasOthers => (Marks & HasOthersMark) != 0;

    /// <summary>Gets the number of words that the head takes.</summary>
    public int Size => (Marks & IsLongMark) == 0 ? 1 : LongSize;

    /// <summary>Gets the number of words of head and postings, some of the others among them.</summary>
    public int MostWords => Size + Plain + Repeatable + (Differing * PostingFormat.DifferingSize) + (HasOthers ? TypicalOthers : 0);

    /// <summary>Reads a head.</summary>
    /// <param name="words">Where it starts.</param>
    /// <param name="subscriptions">The number of subscriptions of the segment: postings of later ones, which a chunk may have, do not count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PostingHead Read(ref int words, int subscriptions)
    {
        int head = words;
        return head >= 0
            ? new PostingHead(head & MaxShortCount, (head >> CountBits) & MaxShortCount, (head >> (2 * CountBits)) & MaxShortCount, head >> OthersBit)
            : ReadLong(ref words, subscriptions);
    }

    /// <summary>Writes the long head of a chunk that has no postings yet.</summary>
    public static void WriteEmpty(Span<int> words, bool hasOthers)
    {
        words[..LongSize].Clear();
        words[0] = LongMark | (hasOthers ? 1 << OthersBit : 0);
    }

    public void Write(Span<int> words)
    {
        int others = HasOthers ? 1 << OthersBit : 0;
        if (Size == 1)
        {
            words[0] = Plain | (Repeatable << CountBits) | (Differing << (2 * CountBits)) | others;
            return;
        }

        words[0] = LongMark | others;
        (words[1], words[2], words[3]) = (Plain, Repeatable, Differing);
    }

    /// <summary>
    /// Reads a head whose record may be a <see cref="PostingChunk"/>, to which another thread adds. Postings are added in the order of their
    /// subscriptions, so those that came after the caller's snapshot are the last ones.
    /// </summary>
    private static PostingHead ReadLong(ref int words, int subscriptions)
    {
        int plain = Volatile.Read(ref Unsafe.Add(ref words, 1));
        int repeatable = Volatile.Read(ref Unsafe.Add(ref words, 2));
        int differing = Volatile.Read(ref Unsafe.Add(ref words, 3));
        ref int first = ref Unsafe.Add(ref words, LongSize);
        int differings = plain + repeatable;
        while (differing > 0 && Unsafe.Add(ref first, differings + ((differing - 1) * PostingFormat.DifferingSize)) >> 1 >= subscriptions)
        {
            differing--;
        }

        while (repeatable > 0 && Unsafe.Add(ref first, plain + repeatable - 1) >= subscriptions)
        {
            repeatable--;
        }

        while (plain > 0 && Unsafe.Add(ref first, plain - 1) >= subscriptions)
        {
            plain--;
        }

        return new PostingHead(plain, repeatable, differing, words == LongMark ? IsLongMark : IsLongMark | HasOthersMark);
    }
}
