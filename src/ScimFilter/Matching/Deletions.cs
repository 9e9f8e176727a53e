using System.Numerics;
using System.Runtime.CompilerServices;

namespace ScimFilter.Matching;

/// <summary>The subscriptions of a segment that are no more, as bits. Immutable: a reader that holds it sees no later deletion.</summary>
internal sealed class Deletions
{
    private const int ChunkBits = 12;
    private const int WordsInChunk = (1 << ChunkBits) / 64;

    private readonly ulong[]?[] _chunks;

    private Deletions(ulong[]?[] chunks, int count)
    {
        _chunks = chunks;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Gives deletions with one more; copies half a kilobyte and a reference for every 4,096 subscriptions.</summary>
    public static Deletions With(Deletions? deletions, int segmentSize, int subscription)
    {
        // The segment may have grown since the last one.
        var chunks = new ulong[]?[(segmentSize >> ChunkBits) + 1];
        deletions?._chunks.CopyTo(chunks, 0);
        ref ulong[]? chunk = ref chunks[subscription >> ChunkBits];
        chunk = chunk is null ? new ulong[WordsInChunk] : [.. chunk];
        chunk[(subscription >> 6) & (WordsInChunk - 1)] |= 1UL << subscription;
        return new Deletions(chunks, (deletions?.Count ?? 0) + 1);
    }

    /// <summary>Gives deletions of all subscriptions before one as well.</summary>
    public static Deletions WithFirst(Deletions? deletions, int segmentSize, int end)
    {
        var chunks = new ulong[]?[(segmentSize >> ChunkBits) + 1];
        int count = deletions?.Count ?? 0;
        for (int i = 0; i < chunks.Length; i++)
        {
            int first = i << ChunkBits;
            chunks[i] = deletions?.ChunkAt(i);
            if (first >= end)
            {
                continue;
            }

            ulong[] chunk = chunks[i] is { } known ? [.. known] : new ulong[WordsInChunk];
            for (int word = 0; word < WordsInChunk && first + (word * 64) < end; word++)
            {
                int bits = Math.Min(64, end - first - (word * 64));
                ulong all = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
                count += BitOperations.PopCount(all & ~chunk[word]);
                chunk[word] |= all;
            }

            chunks[i] = chunk;
        }

        return new Deletions(chunks, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int subscription) =>
        ChunkAt(subscription >> ChunkBits) is { } chunk && (chunk[(subscription >> 6) & (WordsInChunk - 1)] >> subscription & 1) != 0;

    /// <summary>Gives what was deleted between two moments.</summary>
    public static IEnumerable<int> Between(Deletions? earlier, Deletions? later)
    {
        for (int i = 0; later is not null && i < later._chunks.Length; i++)
        {
            if (later._chunks[i] is not { } chunk || ReferenceEquals(chunk, earlier?.ChunkAt(i)))
            {
                continue;
            }

            for (int bit = 0; bit < 1 << ChunkBits; bit++)
            {
                int subscription = (i << ChunkBits) + bit;
                if ((chunk[bit >> 6] >> bit & 1) != 0 && earlier?.Contains(subscription) != true)
                {
                    yield return subscription;
                }
            }
        }
    }

    /// <summary>Gives a chunk; those behind the end are of subscriptions that came later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong[]? ChunkAt(int index)
    {
        ulong[]?[] chunks = _chunks;
        return (uint)index < (uint)chunks.Length ? chunks[index] : null;
    }
}
