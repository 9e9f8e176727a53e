using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Records;

/// <summary>The head of a record: how many postings of each kind follow, and thus where each kind starts, in words from the head.</summary>
/// <param name="Plain">The number of plain postings.</param>
/// <param name="Repeatable">The number of repeatable postings.</param>
/// <param name="Differing">The number of differing postings.</param>
/// <param name="Word">The first word of the head, see <see cref="RecordFormat"/>.</param>
internal readonly record struct PostingHead(int Plain, int Repeatable, int Differing, int Word)
{
    /// <summary>The number of words that the others of most records have at most.</summary>
    private const int TypicalOthers = 16;

    /// <summary>Makes the head of a record whose counts are final.</summary>
    public PostingHead(int plain, int repeatable, int differing, bool hasOthers, bool hasList)
        : this(plain, repeatable, differing, RecordFormat.Head(plain, repeatable, differing, hasOthers, hasList))
    {
    }

    /// <summary>Gets a value indicating whether there are others.</summary>
    public bool HasOthers => RecordFormat.HasOthers(Word);

    /// <summary>Gets a value indicating whether there is a list, whose number is the last word of the head.</summary>
    public bool HasList => RecordFormat.HasList(Word);

    /// <summary>Gets the number of words of the head, behind which the plain postings start.</summary>
    public int Size => RecordFormat.HeadSize(Word);

    /// <summary>Gets where the repeatable postings start.</summary>
    public int RepeatableStart => Size + Plain;

    /// <summary>Gets where the differing postings start.</summary>
    public int DifferingStart => RepeatableStart + Repeatable;

    /// <summary>Gets the place of the word with the size of the others, if there are any.</summary>
    public int OthersStart => DifferingStart + (Differing * RecordFormat.DifferingSize);

    /// <summary>Gets the number of words of head and postings, with an estimate for the others.</summary>
    public int TypicalWords => OthersStart + (HasOthers ? TypicalOthers : 0);

    /// <summary>Reads a head.</summary>
    /// <param name="words">Where it starts.</param>
    /// <param name="subscriptions">
    /// The number of subscriptions of the segment. Postings of later ones, which a chunk may have, do not count.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PostingHead Read(ref int words, int subscriptions)
    {
        int head = words;
        return RecordFormat.IsShortHead(head)
            ? new PostingHead(RecordFormat.PlainCount(head), RecordFormat.RepeatableCount(head), RecordFormat.DifferingCount(head), head)
            : ReadLong(ref words, subscriptions);
    }

    /// <summary>Writes the head.</summary>
    public void Write(Span<int> words)
    {
        words[0] = Word;
        if (!RecordFormat.IsShortHead(Word))
        {
            words[RecordFormat.PlaceOfCount(PostingKind.Plain)] = Plain;
            words[RecordFormat.PlaceOfCount(PostingKind.Repeatable)] = Repeatable;
            words[RecordFormat.PlaceOfCount(PostingKind.Differing)] = Differing;
        }
    }

    /// <summary>
    /// Reads a head whose record may be a <see cref="PostingChunk"/>, to which a writer adds meanwhile. Postings are in the order of their
    /// subscriptions, so those added after the reader's snapshot are the last of their kind.
    /// </summary>
    private static PostingHead ReadLong(ref int words, int subscriptions)
    {
        int plain = Volatile.Read(ref Unsafe.Add(ref words, RecordFormat.PlaceOfCount(PostingKind.Plain)));
        int repeatable = Volatile.Read(ref Unsafe.Add(ref words, RecordFormat.PlaceOfCount(PostingKind.Repeatable)));
        int differing = Volatile.Read(ref Unsafe.Add(ref words, RecordFormat.PlaceOfCount(PostingKind.Differing)));
        ref int first = ref Unsafe.Add(ref words, RecordFormat.HeadSize(words));
        ref int firstDiffering = ref Unsafe.Add(ref first, plain + repeatable);
        while (differing > 0
            && RecordFormat.SubscriptionOf(Unsafe.Add(ref firstDiffering, (differing - 1) * RecordFormat.DifferingSize)) >= subscriptions)
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

        return new PostingHead(plain, repeatable, differing, words);
    }
}
