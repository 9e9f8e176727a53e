namespace ScimFilter.Matching.Records;

/// <summary>
/// A record of a growing segment with postings of one kind and free words behind them. A posting is written into the free words, without
/// copying the record. Keys with many postings have such records, each twice as large as the one before.
/// </summary>
/// <remarks>
/// Readers read the words meanwhile. A posting is written before the count that includes it. Its subscription number is higher than that of
/// any subscription published before, so readers of earlier snapshots leave it out.
/// </remarks>
/// <param name="head">The place of the record's head.</param>
/// <param name="kind">The kind of its postings.</param>
/// <param name="capacity">The number of words for postings.</param>
internal sealed class PostingChunk(int head, PostingKind kind, int capacity)
{
    private int _used;

    /// <summary>Gets the number of words for postings.</summary>
    public int Capacity => capacity;

    /// <summary>Gives the number of words of a record that is a chunk.</summary>
    /// <param name="values">The number of values of its key.</param>
    /// <param name="kind">The kind of its postings.</param>
    /// <param name="capacity">The number of words for postings.</param>
    public static int SizeOf(int values, PostingKind kind, int capacity) => values + FirstPosting(kind) + capacity;

    /// <summary>Writes the head, with all counts zero.</summary>
    public void WriteHead(Span<int> words)
    {
        words.Slice(head, FirstPosting(kind)).Clear();
        words[head] = RecordFormat.LongHead(kind == PostingKind.Others);
    }

    /// <summary>Adds a posting.</summary>
    /// <param name="words">All records.</param>
    /// <param name="posting">The words of the posting.</param>
    /// <returns>Whether there were enough free words.</returns>
    public bool TryAdd(Span<int> words, ReadOnlySpan<int> posting)
    {
        if (posting.Length > capacity - _used)
        {
            return false;
        }

        posting.CopyTo(words[(head + FirstPosting(kind) + _used)..]);
        _used += posting.Length;
        ref int count = ref words[head + RecordFormat.PlaceOfCount(kind)];
        Volatile.Write(ref count, kind == PostingKind.Differing ? _used / RecordFormat.DifferingSize : _used);
        return true;
    }

    /// <summary>Gives where the first posting is, in words from the head. Others have their size in front of them.</summary>
    private static int FirstPosting(PostingKind kind) => RecordFormat.LongHeadSize + (kind == PostingKind.Others ? 1 : 0);
}
