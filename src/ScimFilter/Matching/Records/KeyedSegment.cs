using ScimFilter.Matching.Building;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Records;

/// <summary>A segment with the keys of its subscriptions. Thread-safe: what it has never changes, see <see cref="Records.Segment"/>.</summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class KeyedSegment<TKey>
    where TKey : notnull
{
    private readonly IEqualityComparer<TKey> _comparer;
    private readonly HashSlots _slots;
    private readonly int[] _replaced;

    /// <summary>Makes the segment.</summary>
    /// <param name="builder">What it is made of.</param>
    /// <param name="keys">The keys in the order in which the builder was given their subscriptions.</param>
    /// <param name="uses">What each uses, in the same order, see <see cref="LayoutUses"/>.</param>
    /// <param name="comparer">Tells when two keys are one.</param>
    /// <param name="numbers">The numbers that the builder gave their subscriptions when it put them in order; empty when it did not.</param>
    /// <param name="spare">For how many more subscriptions to leave room.</param>
    public KeyedSegment(SegmentBuilder builder, TKey[] keys, int[] uses, IEqualityComparer<TKey> comparer, int[] numbers, int spare)
    {
        _comparer = comparer;
        _replaced = [];
        IsTight = spare == 0;
        Origin = this;
        Keys = numbers.Length == 0 ? keys : Renumbered(keys, numbers);
        Uses = new UseNumbers(numbers.Length == 0 ? uses : Renumbered(uses, numbers));
        HashSlots slots = _slots = new HashSlots(keys.Length + spare);
        Segment? segment = null;
        builder.Threads.Do(() => segment = builder.Build(spare), () => Fill(slots));
        Segment = segment!;
    }

    /// <summary>Makes a segment of its parts: arrays of which it has the beginning, as many keys as the segment has subscriptions.</summary>
    public KeyedSegment(
        Segment segment, TKey[] keys, UseNumbers uses, HashSlots slots, int[] replaced, object origin, IEqualityComparer<TKey> comparer, bool isTight)
    {
        Origin = origin;
        Uses = uses;
        IsTight = isTight;
        Segment = segment;
        Keys = keys;
        _slots = slots;
        _replaced = replaced;
        _comparer = comparer;
    }

    public Segment Segment { get; }

    /// <summary>Gets the keys by the number of the subscription; there may be room behind them.</summary>
    public TKey[] Keys { get; }

    /// <summary>Gets what each subscription uses. For writers alone.</summary>
    public UseNumbers Uses { get; }

    /// <summary>Gets a value indicating whether it was made without room, so that nothing was ever added to it.</summary>
    public bool IsTight { get; }

    /// <summary>Gets what all states of one segment have in common.</summary>
    public object Origin { get; }

    /// <summary>Gets the table from the hashes of keys to numbers.</summary>
    public HashSlots Slots => _slots;

    public long Bytes => Segment.Bytes + _slots.Bytes + Uses.Bytes + ((long)sizeof(int) * _replaced.Length) + ((long)Keys.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<TKey>());

    /// <summary>Finds a subscription that is not deleted.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="hash">The hash of the key.</param>
    /// <param name="deletions">What is deleted.</param>
    /// <returns>Its number, or -1.</returns>
    public int Find(TKey key, ulong hash, Deletions? deletions)
    {
        foreach (int newest in _slots.Of(hash))
        {
            int number = newest;
            while (number >= Segment.Count)
            {
                number = _replaced[number];
            }

            if (number >= 0 && _comparer.Equals(Keys[number], key) && deletions?.Contains(number) != true)
            {
                return number;
            }
        }

        return -1;
    }

    /// <summary>Gives the segment without the tables of unused templates.</summary>
    public KeyedSegment<TKey> Without(Template[] templates) =>
        new(Segment.Without(templates), Keys, Uses, _slots, _replaced, Origin, _comparer, IsTight);

    /// <summary>Gives the hash by which a key is found.</summary>
    public static ulong HashOf(TKey key, IEqualityComparer<TKey> comparer) => (uint)comparer.GetHashCode(key) * 0x9E37_79B9_7F4A_7C15;

    private static T[] Renumbered<T>(T[] items, int[] numbers)
    {
        var renumbered = new T[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            renumbered[numbers[i]] = items[i];
        }

        return renumbered;
    }

    private void Fill(HashSlots slots)
    {
        for (int i = 0; i < Keys.Length; i++)
        {
            slots.Add(HashOf(Keys[i], _comparer), i);
        }
    }
}
