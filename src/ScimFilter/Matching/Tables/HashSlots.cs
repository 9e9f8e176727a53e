using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ScimFilter.Matching.Tables;

/// <summary>
/// A hash table of numbers in buckets of eight slots. A bucket is one cache line, searched with two vector comparisons. A slot holds the
/// upper half of a hash, the tag, and a number plus one. Equal tags do not prove equal keys: the caller compares what the number stands
/// for.
/// </summary>
/// <remarks>
/// One thread may write while others read. A slot is written in one step, after everything that its number leads to, and its tag never
/// changes afterwards.
/// </remarks>
internal readonly struct HashSlots
{
    /// <summary>The number of slots of a bucket.</summary>
    public const int BucketSize = 8;

    private const int SmallestAligned = 1 << 17;
    private const ulong TagMask = 0xFFFF_FFFF_0000_0000;

    /// <summary>Part of every tag, so that no tag equals that of an empty slot.</summary>
    private const ulong TagMark = 0x0000_0001_0000_0000;

    private readonly ulong[] _slots;
    private readonly int _start;
    private readonly int _buckets;

    /// <summary>Creates a table for this many numbers. It has twice as many slots, so that few buckets are full.</summary>
    public HashSlots(int capacity)
    {
        _buckets = (capacity / (BucketSize / 2)) + 1;
        int length = checked(_buckets * BucketSize);
        if (length < SmallestAligned)
        {
            _slots = new ulong[length];
            return;
        }

        // Pinned: the GC must not move buckets off the start of their cache lines.
        _slots = GC.AllocateArray<ulong>(length + BucketSize, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_slots, 0);
        _start = (int)(-address & (Memory.Prefetch.LineSize - 1)) / sizeof(ulong);
    }

    /// <summary>Gets the memory of the table in bytes.</summary>
    public int Bytes => (_slots?.Length ?? 0) * sizeof(ulong);

    /// <summary>Gets a value indicating whether this is the default value, which has no slots.</summary>
    public bool IsMissing => _slots is null;

    /// <summary>Gets the number of numbers up to which few buckets are full.</summary>
    public int Capacity => _buckets * (BucketSize / 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BucketOf(ulong hash) => (int)(((hash & uint.MaxValue) * (ulong)_buckets) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int bucket) => bucket + 1 == _buckets ? 0 : bucket + 1;

    /// <summary>Prefetches a bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int bucket) => Memory.Prefetch.Line(ref First(bucket));

    /// <summary>Finds the slots of a bucket that have the tag of a hash.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="isFull">Whether all slots of the bucket are taken: then the next bucket may have further numbers.</param>
    /// <returns>The slots as bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Find(int bucket, ulong hash, out bool isFull)
    {
        ref ulong first = ref First(bucket);
        isFull = Unsafe.Add(ref first, BucketSize - 1) != 0;
        Vector256<ulong> tag = Vector256.Create(TagOf(hash));
        return WithTag(ref first, tag) | (WithTag(ref Unsafe.Add(ref first, BucketSize / 2), tag) << (BucketSize / 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NumberAt(int bucket, int slot) => (int)(uint)Unsafe.Add(ref First(bucket), slot) - 1;

    /// <summary>Adds a number.</summary>
    /// <returns>Its slot.</returns>
    public int Add(ulong hash, int number)
    {
        for (int bucket = BucketOf(hash); ; bucket = Next(bucket))
        {
            ref ulong first = ref First(bucket);
            uint empty = Empty(ref first) | (Empty(ref Unsafe.Add(ref first, BucketSize / 2)) << (BucketSize / 2));
            if (empty != 0)
            {
                int slot = BitOperations.TrailingZeroCount(empty);
                Volatile.Write(ref Unsafe.Add(ref first, slot), SlotOf(hash, number));
                return (bucket * BucketSize) + slot;
            }
        }
    }

    /// <summary>Counts the numbers. Reads the whole table.</summary>
    public int Count() => _slots is null ? 0 : _slots.Length - _slots.AsSpan().Count(0UL);

    /// <summary>Enumerates the numbers whose tag is that of a hash.</summary>
    public Candidates Of(ulong hash) => new(this, hash);

    /// <summary>Replaces the number in a slot by another one with the same hash.</summary>
    /// <param name="slot">The slot, as <see cref="Candidates.Slot"/> gives it.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="number">The number.</param>
    public void Replace(int slot, ulong hash, int number) => Volatile.Write(ref _slots[_start + slot], SlotOf(hash, number));

    /// <summary>Enumerates all numbers.</summary>
    public Enumerator Numbers() => new(_slots);

    private static ulong SlotOf(ulong hash, int number) => TagOf(hash) | ((uint)number + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong TagOf(ulong hash) => (hash & TagMask) | TagMark;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint WithTag(ref ulong slots, Vector256<ulong> tag) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref slots) & Vector256.Create(TagMask), tag).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Empty(ref ulong slots) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref slots), Vector256<ulong>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong First(int bucket) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), _start + (bucket * BucketSize));

    /// <summary>Enumerates the numbers whose tag is that of a hash.</summary>
    public ref struct Candidates
    {
        private readonly HashSlots _table;
        private readonly ulong _hash;
        private int _bucket;
        private uint _slots;
        private bool _isFull;

        public Candidates(HashSlots table, ulong hash)
        {
            (_table, _hash) = (table, hash);
            _bucket = table.BucketOf(hash);
            _slots = table.Find(_bucket, hash, out _isFull);
        }

        public int Current { get; private set; }

        /// <summary>Gets the slot of the current number.</summary>
        public int Slot { get; private set; }

        public readonly Candidates GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_slots == 0)
            {
                if (!_isFull)
                {
                    return false;
                }

                _bucket = _table.Next(_bucket);
                _slots = _table.Find(_bucket, _hash, out _isFull);
            }

            int slot = BitOperations.TrailingZeroCount(_slots);
            _slots &= _slots - 1;
            Current = _table.NumberAt(_bucket, slot);
            Slot = (_bucket * BucketSize) + slot;
            return true;
        }
    }

    /// <summary>Enumerates all numbers.</summary>
    public ref struct Enumerator(ulong[]? slots)
    {
        private ReadOnlySpan<ulong> _left = slots;

        public int Current { get; private set; }

        /// <summary>Gets the upper half of the hash of the current number, with the lowest bit set.</summary>
        public uint UpperHash { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            int next = _left.IndexOfAnyExcept(0UL);
            if (next < 0)
            {
                return false;
            }

            Current = (int)(uint)_left[next] - 1;
            UpperHash = (uint)(_left[next] >> 32);
            _left = _left[(next + 1)..];
            return true;
        }
    }
}
