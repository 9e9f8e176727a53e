namespace ScimFilter.Matching.Records;

/// <summary>The kinds of postings, in the order in which a record has them.</summary>
internal enum PostingKind
{
    Plain,
    Repeatable,
    Differing,
    Others,
}

/// <summary>
/// A record of a segment that grows with postings of one kind and free words behind them, so that a posting is added where it is instead of
/// to a copy of the record. Keys with many postings have such records; each is twice as large as the one before.
/// </summary>
/// <remarks>
/// Readers look at the words meanwhile. A posting is written before the count that includes it, and it has a higher subscription number than
/// any subscription that was published before, so that a reader of an earlier snapshot can leave it out.
/// </remarks>
/// <param name="head">Where the head of the record stands.</param>
/// <param name="kind">The kind of its postings.</param>
/// <param name="capacity">The number of words for postings.</param>
internal sealed class PostingChunk(int head, PostingKind kind, int capacity)
{
    private int _used;

    /// <summary>Gets the number of words for postings.</summary>
    public int Capacity => capacity;

    /// <summary>Gives the words of a record that is a chunk.</summary>
    /// <param name="values">The number of values of its key.</param>
    /// <param name="kind">The kind of its postings.</param>
    /// <param name="capacity">The number of words for postings.</param>
    public static int SizeOf(int values, PostingKind kind, int capacity) => values + FirstPosting(kind) + capacity;

    /// <summary>Makes the record.</summary>
    public void Begin(Span<int> words)
    {
        PostingHead.WriteEmpty(words[head..], kind == PostingKind.Others);
        if (kind == PostingKind.Others)
        {
            words[head + PostingHead.LongSize] = 0;
        }
    }

    /// <summary>Adds a posting.</summary>
    /// <param name="words">All records.</param>
    /// <param name="posting">The words of the posting.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryAdd(Span<int> words, ReadOnlySpan<int> posting)
    {
        if (posting.Length > capacity - _used)
        {
            return false;
        }

        posting.CopyTo(words[(head + FirstPosting(kind) + _used)..]);
        _used += posting.Length;
        ref int count = ref words[head + (kind == PostingKind.Others ? PostingHead.LongSize : 1 + (int)kind)];
        Volatile.Write(ref count, kind == PostingKind.Differing ? _used / PostingFormat.DifferingSize : _used);
        return true;
    }

    private static int FirstPosting(PostingKind kind) => PostingHead.LongSize + (kind == PostingKind.Others ? 1 : 0);
}
