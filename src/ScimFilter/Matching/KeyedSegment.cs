namespace ScimFilter.Matching;

/// <summary>A segment with the keys of its subscriptions. Thread-safe: what it has never changes, see <see cref="Matching.Segment"/>.</summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class KeyedSegment<TKey>
    where TKey : notnull
{
    private readonly IEqualityComparer<TKey> _comparer;
    private readonly HashSlots _slots;

    /// <summary>Makes the segment.</summary>
    /// <param name="builder">What it is made of.</param>
    /// <param name="keys">The keys in the order in which the builder was given their subscriptions.</param>
    /// <param name="comparer">Tells when two keys are one.</param>
    public KeyedSegment(SegmentBuilder builder, TKey[] keys, IEqualityComparer<TKey> comparer)
    {
        Segment = builder.Build();
        Keys = keys;
        _comparer = comparer;
        if (builder.Renumbered is { Length: > 0 } numbers)
        {
            Keys = new TKey[keys.Length];
            for (int i = 0; i < keys.Length; i++)
            {
                Keys[numbers[i]] = keys[i];
            }

            keys = Keys;
        }

        _slots = new HashSlots(keys.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            _slots.Add(HashOf(keys[i], comparer), i);
        }
    }

    /// <summary>Makes a segment of its parts: arrays of which it has the beginning, as many keys as the segment has subscriptions.</summary>
    public KeyedSegment(Segment segment, TKey[] keys, HashSlots slots, IEqualityComparer<TKey> comparer)
    {
        Segment = segment;
        Keys = keys;
        _slots = slots;
        _comparer = comparer;
    }

    public Segment Segment { get; }

    /// <summary>Gets the keys by the number of the subscription; there may be room behind them.</summary>
    public TKey[] Keys { get; }

    public long Bytes => Segment.Bytes + _slots.Bytes + ((long)Keys.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<TKey>());

    /// <summary>Finds a subscription that is not deleted.</summary>
    /// <returns>Its number, or -1.</returns>
    public int Find(TKey key, Deletions? deletions)
    {
        ulong hash = HashOf(key, _comparer);
        for (int bucket = _slots.BucketOf(hash); ; bucket = _slots.Next(bucket))
        {
            for (uint slots = _slots.Find(bucket, hash, out bool isFull); ; slots &= slots - 1)
            {
                if (slots == 0 && !isFull)
                {
                    return -1;
                }

                if (slots == 0)
                {
                    break;
                }

                int number = _slots.NumberAt(bucket, (int)uint.TrailingZeroCount(slots));
                if ((uint)number < (uint)Segment.Count && _comparer.Equals(Keys[number], key) && deletions?.Contains(number) != true)
                {
                    return number;
                }
            }
        }
    }

    /// <summary>Gives the hash by which a key is found.</summary>
    public static ulong HashOf(TKey key, IEqualityComparer<TKey> comparer) => (uint)comparer.GetHashCode(key) * 0x9E37_79B9_7F4A_7C15;
}
