namespace ScimFilter.Matching.Records;

/// <summary>The postings of a record without those of deleted subscriptions, as the words that they are in it. See <see cref="PostingFormat"/>.</summary>
internal readonly ref struct KeptPostings
{
    /// <summary>Goes through the postings of a record.</summary>
    /// <param name="words">The record behind its values.</param>
    /// <param name="deletions">The subscriptions that are no more; null when all are.</param>
    /// <param name="room">Room for as many words as the postings have.</param>
    public KeptPostings(Span<int> words, Deletions? deletions, int[] room)
    {
        PostingHead head = PostingHead.Read(ref words[0], int.MaxValue);
        int plain = head.Size;
        int repeatable = plain + head.Plain;
        int differing = repeatable + head.Repeatable;
        int others = differing + (head.Differing * PostingFormat.DifferingSize);
        Span<int> left = room;
        Plain = KeepSubscriptions(words[plain..repeatable], deletions, left);
        left = left[Plain.Length..];
        Repeatable = KeepSubscriptions(words[repeatable..differing], deletions, left);
        left = left[Repeatable.Length..];
        Differing = KeepConditional(words[differing..others], isDiffering: true, deletions, left);
        left = left[Differing.Length..];
        Others = head.HasOthers ? KeepConditional(words.Slice(others + 1, words[others]), isDiffering: false, deletions, left) : [];
    }

    public ReadOnlySpan<int> Plain { get; }

    public ReadOnlySpan<int> Repeatable { get; }

    public ReadOnlySpan<int> Differing { get; }

    public ReadOnlySpan<int> Others { get; }

    private static ReadOnlySpan<int> KeepSubscriptions(ReadOnlySpan<int> words, Deletions? deletions, Span<int> room)
    {
        int count = 0;
        foreach (int subscription in words)
        {
            room[count] = subscription;
            count += deletions?.Contains(subscription) == true ? 0 : 1;
        }

        return room[..count];
    }

    private static ReadOnlySpan<int> KeepConditional(ReadOnlySpan<int> words, bool isDiffering, Deletions? deletions, Span<int> room)
    {
        int count = 0;
        while (!words.IsEmpty)
        {
            int size = isDiffering ? PostingFormat.DifferingSize : 1 + PostingFormat.SizeOfConditions(words[1]);
            if (deletions?.Contains(words[0] >> 1) != true)
            {
                words[..size].CopyTo(room[count..]);
                count += size;
            }

            words = words[size..];
        }

        return room[..count];
    }
}
