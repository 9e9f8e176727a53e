namespace ScimFilter.Matching;

/// <summary>A key of a segment in the making.</summary>
/// <param name="Template">Its template.</param>
/// <param name="Hash">The hash of its values.</param>
/// <param name="Values">Where in the list of values they stand.</param>
/// <param name="ValueCount">How many they are.</param>
internal record struct BuiltKey(int Template, ulong Hash, int Values, int ValueCount)
{
    /// <summary>The number of its last posting.</summary>
    public int LastPosting = -1;

    public int Plain;
    public int Repeatable;
    public int Differing;

    /// <summary>The words of its other postings.</summary>
    public int OtherWords;

    public readonly PostingHead Head => new(Plain, Repeatable, Differing, OtherWords > 0);

    /// <summary>Gets the number of words of its postings, without the head.</summary>
    public readonly int PostingWords =>
        Plain + Repeatable + (Differing * PostingFormat.DifferingSize) + (OtherWords > 0 ? 1 + OtherWords : 0);

    /// <summary>Gets the number of words of its record.</summary>
    public readonly int RecordWords => checked(ValueCount + Head.Size + PostingWords);

    /// <summary>Gives the key with postings that are in a record already.</summary>
    public readonly BuiltKey With(in KeptPostings kept) => this with
    {
        Plain = Plain + kept.Plain.Length,
        Repeatable = Repeatable + kept.Repeatable.Length,
        Differing = Differing + (kept.Differing.Length / PostingFormat.DifferingSize),
        OtherWords = OtherWords + kept.Others.Length,
    };
}

/// <summary>A posting of a key of a segment in the making.</summary>
/// <param name="Subscription">The number of the subscription.</param>
/// <param name="IsRepeatable">Whether an event can reach it in several ways.</param>
/// <param name="Conditions">Where in the list of conditions its own stand, or -1.</param>
/// <param name="Previous">The number of the posting before it of the same key, or -1.</param>
internal readonly record struct BuiltPosting(int Subscription, bool IsRepeatable, int Conditions, int Previous);
