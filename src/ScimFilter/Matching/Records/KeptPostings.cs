using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <summary>
/// The postings of a record without those of tombstoned subscriptions, in the words of the record; see <see cref="RecordFormat"/>.
/// </summary>
internal readonly ref struct KeptPostings
{
    /// <summary>Copies the postings of a record.</summary>
    /// <param name="words">The record from its head on.</param>
    /// <param name="tombstones">The tombstoned subscriptions; null if none.</param>
    /// <param name="buffer">Takes the words; at least as long as the postings.</param>
    public KeptPostings(Span<int> words, Tombstones? tombstones, Span<int> buffer)
    {
        PostingHead head = PostingHead.Read(ref words[0], int.MaxValue);
        int others = head.OthersStart;
        Plain = KeepSubscriptions(words[head.Size..head.RepeatableStart], tombstones, ref buffer);
        Repeatable = KeepSubscriptions(words[head.RepeatableStart..head.DifferingStart], tombstones, ref buffer);
        Differing = KeepConditional(words[head.DifferingStart..others], PostingKind.Differing, tombstones, ref buffer);
        Others = head.HasOthers ? KeepConditional(words.Slice(others + 1, words[others]), PostingKind.Others, tombstones, ref buffer) : [];
    }

    public ReadOnlySpan<int> Plain { get; }

    public ReadOnlySpan<int> Repeatable { get; }

    public ReadOnlySpan<int> Differing { get; }

    public ReadOnlySpan<int> Others { get; }

    private static ReadOnlySpan<int> KeepSubscriptions(ReadOnlySpan<int> words, Tombstones? tombstones, scoped ref Span<int> buffer)
    {
        int count = 0;
        foreach (int subscription in words)
        {
            buffer[count] = subscription;
            count += tombstones?.Contains(subscription) == true ? 0 : 1;
        }

        return Take(count, ref buffer);
    }

    private static ReadOnlySpan<int> KeepConditional(
        ReadOnlySpan<int> words, PostingKind kind, Tombstones? tombstones, scoped ref Span<int> buffer)
    {
        int count = 0;
        while (!words.IsEmpty)
        {
            int size = kind == PostingKind.Differing ? RecordFormat.DifferingSize : 1 + ConditionFormat.SizeOf(words[1]);
            if (tombstones?.Contains(RecordFormat.SubscriptionOf(words[0])) != true)
            {
                words[..size].CopyTo(buffer[count..]);
                count += size;
            }

            words = words[size..];
        }

        return Take(count, ref buffer);
    }

    private static ReadOnlySpan<int> Take(int count, scoped ref Span<int> buffer)
    {
        ReadOnlySpan<int> taken = buffer[..count];
        buffer = buffer[count..];
        return taken;
    }
}
