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
        for (int place = _slots.PlaceOf(hash); _slots.At(place) is not 0 and var slot; place = _slots.Next(place))
        {
            int number = HashSlots.NumberIn(slot);
            if (HashSlots.HasTag(slot, hash) && _comparer.Equals(Keys[number], key) && deletions?.Contains(number) != true)
            {
                return number;
            }
        }

        return -1;
    }

    private ulong HashOf(TKey key) => (uint)_comparer.GetHashCode(key) * 0x9E37_79B9_7F4A_7C15;
}
