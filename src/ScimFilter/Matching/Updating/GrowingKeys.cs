using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>The keys of the subscriptions of a segment that grows. See <see cref="GrowingSegment{TKey}"/>.</summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class GrowingKeys<TKey>
    where TKey : notnull
{
    private const int SmallestRoom = 16;

    private readonly IEqualityComparer<TKey> _comparer;
    private TKey[] _keys;
    private readonly UseNumbers _uses;
    private HashSlots _slots;

    /// <summary>By the number of a subscription: the one of the same key before it, or -1. Readers who came before look there.</summary>
    private int[] _replaced;

    public GrowingKeys(IEqualityComparer<TKey> comparer)
    {
        _comparer = comparer;
        _keys = new TKey[SmallestRoom];
        _replaced = new int[SmallestRoom];
        _slots = new HashSlots(SmallestRoom);
        _uses = new UseNumbers(new int[SmallestRoom]);
    }

    /// <summary>Goes on with the keys of a segment in which room was left.</summary>
    public GrowingKeys(KeyedSegment<TKey> segment, IEqualityComparer<TKey> comparer)
    {
        _comparer = comparer;
        _slots = segment.Slots;
        Count = segment.Segment.Count;
        _keys = new TKey[_slots.Capacity];
        Array.Copy(segment.Keys, _keys, Count);
        _replaced = new int[_keys.Length];
        _uses = new UseNumbers(segment.Uses, _keys.Length);
    }

    /// <summary>Gets the number of keys, of deleted subscriptions among them.</summary>
    public int Count { get; private set; }

    /// <summary>Gets for how many more keys there is room.</summary>
    public int Room => Math.Min(_keys.Length, _slots.Capacity) - Count;

    /// <summary>Makes room for so many more keys, in arrays of which readers know nothing.</summary>
    public void Enlarge(int more)
    {
        int size = checked(Count + more);
        var slots = new HashSlots(size);
        Rehashing.Move(_slots, slots, new Keys(_keys, _comparer));

        Array.Resize(ref _keys, size);
        Array.Resize(ref _replaced, size);
        _uses.Enlarge(size);
        _slots = slots;
    }

    /// <summary>Adds the key of the next subscription. Should one of the same key be deleted, the new one takes its slot.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="use">What the subscription uses, see <see cref="LayoutUses"/>.</param>
    public void Append(TKey key, ulong hash, int use)
    {
        int number = Count;
        _uses.Set(number, use);
        _keys[number] = key;
        _replaced[number] = -1;
        HashSlots.Candidates known = _slots.Of(hash);
        while (known.MoveNext())
        {
            if (_comparer.Equals(_keys[known.Current], key))
            {
                _replaced[number] = known.Current;
                _slots.Replace(known.Slot, hash, number);
                Count++;
                return;
            }
        }

        _slots.Add(hash, number);
        Count++;
    }

    public KeyedSegment<TKey> Share(Segment segment) => new(segment, _keys, _uses, _slots, _replaced, this, _comparer, isTight: false);

    /// <summary>The keys by the number of their subscription.</summary>
    private readonly struct Keys(TKey[] keys, IEqualityComparer<TKey> comparer) : IHashSource
    {
        public void Ask(int number) => Prefetch.Line(ref Unsafe.As<TKey, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(keys), number)));

        public void AskFurther(int number)
        {
            if (!typeof(TKey).IsValueType)
            {
                Prefetch.Object(keys[number]);
            }
        }

        public ulong HashOf(int number) => KeyedSegment<TKey>.HashOf(keys[number], comparer);
    }
}
