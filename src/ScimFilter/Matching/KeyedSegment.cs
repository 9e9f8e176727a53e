namespace ScimFilter.Matching;

/// <summary>A segment with the keys of its subscriptions. Immutable and thread-safe.</summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class KeyedSegment<TKey>
    where TKey : notnull
{
    private readonly IEqualityComparer<TKey> _comparer;
    private readonly HashSlots _slots;

    public KeyedSegment(Segment segment, TKey[] keys, IEqualityComparer<TKey> comparer)
    {
        Segment = segment;
        Keys = keys;
        _comparer = comparer;
        _slots = new HashSlots(keys.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            _slots.Add(HashOf(keys[i]), i);
        }
    }

    public Segment Segment { get; }

    /// <summary>Gets the keys by the number of the subscription.</summary>
    public TKey[] Keys { get; }

    public long Bytes => Segment.Bytes + _slots.Bytes + ((long)Keys.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<TKey>());

    /// <summary>Finds a subscription that is not deleted.</summary>
    /// <returns>Its number, or -1.</returns>
    public int Find(TKey key, Deletions? deletions)
    {
        ulong hash = HashOf(key);
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
                if (_comparer.Equals(Keys[number], key) && deletions?.Contains(number) != true)
                {
                    return number;
                }
            }
        }
    }

    private ulong HashOf(TKey key) => (uint)_comparer.GetHashCode(key) * 0x9E37_79B9_7F4A_7C15;
}
