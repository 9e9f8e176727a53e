using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Building;

/// <summary>A key of a segment that is being built, with the number of its postings of each kind.</summary>
/// <param name="Template">The number of its template.</param>
/// <param name="Hash">The hash of its values.</param>
/// <param name="Values">Where its values start in <see cref="SegmentDraft.KeyValues"/>.</param>
/// <param name="ValueCount">The number of its values.</param>
internal record struct BuiltKey(int Template, ulong Hash, int Values, int ValueCount)
{
    private const int TypicalOther = 8;

    /// <summary>The number of its last posting, or -1.</summary>
    public int LastPosting = -1;

    public int Plain;
    public int Repeatable;
    public int Differing;

    /// <summary>The number of words of its other postings.</summary>
    public int OtherWords;

    /// <summary>The number of its other postings.</summary>
    public int Others;

    /// <summary>The number of the list that has its other postings instead of the record, or -1.</summary>
    public int List = -1;

    /// <summary>Gets the head of its record.</summary>
    public readonly PostingHead Head => new(Plain, Repeatable, Differing, OtherWords > 0, List >= 0);

    /// <summary>Gets the number of words of its postings, without the head.</summary>
    public readonly int PostingWords =>
        Plain + Repeatable + (Differing * RecordFormat.DifferingSize) + (OtherWords > 0 ? 1 + OtherWords : 0);

    /// <summary>Gets the number of words of its record.</summary>
    public readonly int RecordWords => checked(ValueCount + Head.Size + PostingWords);

    /// <summary>Gets the number of its postings, with an estimate for the others, which have any number of words.</summary>
    public readonly int EstimatedPostings => Plain + Repeatable + Differing + ((OtherWords + TypicalOther - 1) / TypicalOther);

    /// <summary>Gets the number of kinds of which it has postings.</summary>
    public readonly int Kinds => (Plain > 0 ? 1 : 0) + (Repeatable > 0 ? 1 : 0) + (Differing > 0 ? 1 : 0) + (OtherWords > 0 ? 1 : 0);

    /// <summary>Gets the number of words of its postings of one kind.</summary>
    public readonly int WordsOf(PostingKind kind) => kind switch
    {
        PostingKind.Plain => Plain,
        PostingKind.Repeatable => Repeatable,
        PostingKind.Differing => Differing * RecordFormat.DifferingSize,
        _ => OtherWords,
    };

    /// <summary>Gives the key with the postings of an earlier record counted in.</summary>
    public readonly BuiltKey With(in KeptPostings kept) => this with
    {
        Plain = Plain + kept.Plain.Length,
        Repeatable = Repeatable + kept.Repeatable.Length,
        Differing = Differing + (kept.Differing.Length / RecordFormat.DifferingSize),
        OtherWords = OtherWords + kept.Others.Length,
    };
}

/// <summary>A posting of a key of a segment that is being built.</summary>
/// <param name="Subscription">The number of the subscription.</param>
/// <param name="IsRepeatable">Whether one event can reach the subscription by several entries.</param>
/// <param name="Conditions">Where its conditions start in <see cref="SegmentDraft.Conditions"/>, or -1.</param>
/// <param name="Previous">The number of the posting before it of the same key, or -1.</param>
internal readonly record struct BuiltPosting(int Subscription, bool IsRepeatable, int Conditions, int Previous);
