using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Tables;

/// <summary>
/// A hash table of numbers: buckets of eight slots, each the upper half of a hash and a number plus one. A bucket is one cache line and
/// is looked at in one step; whether a number is the right one is for the caller to see.
/// </summary>
/// <remarks>
/// One thread may write while others look: a slot is written in one step, after all that its number stands for, and once it is taken
/// only its number changes.
/// </remarks>
internal readonly struct HashSlots
{
    public const int BucketSize = 8;

    private const int SmallestAligned = 1 << 17;
    private const ulong TagMask = 0xFFFF_FFFF_0000_0000;

    /// <summary>Part of every tag, so that none is that of an empty slot.</summary>
    private const ulong TagMark = 0x0000_0001_0000_0000;

    private readonly ulong[] _slots;
    private readonly int _start;
    private readonly int _buckets;

    /// <summary>Makes room for so many numbers: half of the slots are taken, so that few buckets are full.</summary>
    public HashSlots(int capacity)
    {
        _buckets = (capacity / (BucketSize / 2)) + 1;
        int length = checked(_buckets * BucketSize);
        if (length < SmallestAligned)
        {
            _slots = new ulong[length];
            return;
        }

        // Pinned, so that buckets stay where lines of the cache begin.
        _slots = GC.AllocateArray<ulong>(length + BucketSize, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_slots, 0);
        _start = (int)(-address & (Prefetch.LineSize - 1)) / sizeof(ulong);
    }

    public int Bytes => (_slots?.Length ?? 0) * sizeof(ulong);

    public bool IsMissing => _slots is null;

    /// <summary>Gets how many numbers there is room for, as long as few buckets are to be full.</summary>
    public int Capacity => _buckets * (BucketSize / 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BucketOf(ulong hash) => (int)(((hash & uint.MaxValue) * (ulong)_buckets) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int bucket) => bucket + 1 == _buckets ? 0 : bucket + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(int bucket) => Prefetch.Line(ref First(bucket));

    /// <summary>Gives the slots of a bucket that have the tag of a hash, as bits, and whether the bucket is full, so that the next may have more.</summary>
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
                Volatile.Write(ref Unsafe.Add(ref first, slot), TagOf(hash) | ((uint)number + 1));
                return (bucket * BucketSize) + slot;
            }
        }
    }

    /// <summary>Counts the numbers.</summary>
    public int Count() => _slots is null ? 0 : _slots.Length - _slots.AsSpan().Count(0UL);

    /// <summary>Gives the numbers that may have a hash, one after the other.</summary>
    public Candidates Of(ulong hash) => new(this, hash);

    /// <summary>Puts another number of the same hash in a slot.</summary>
    /// <param name="slot">The slot, as <see cref="Candidates.Slot"/> gives it.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="number">The number.</param>
    public void Replace(int slot, ulong hash, int number) => Volatile.Write(ref _slots[_start + slot], TagOf(hash) | ((uint)number + 1));

    /// <summary>Gives all numbers.</summary>
    public Enumerator Numbers() => new(_slots);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong TagOf(ulong hash) => (hash & TagMask) | TagMark;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint WithTag(ref ulong slots, Vector256<ulong> tag) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref slots) & Vector256.Create(TagMask), tag).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Empty(ref ulong slots) => Vector256.Equals(Vector256.LoadUnsafe(ref slots), Vector256<ulong>.Zero).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong First(int bucket) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), _start + (bucket * BucketSize));

    /// <summary>Goes through the slots with the tag of a hash.</summary>
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

        /// <summary>Gets the slot of the number at hand.</summary>
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

    /// <summary>Goes through all numbers.</summary>
    public ref struct Enumerator(ulong[]? slots)
    {
        private ReadOnlySpan<ulong> _left = slots;

        public int Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            int next = _left.IndexOfAnyExcept(0UL);
            if (next < 0)
            {
                return false;
            }

            Current = (int)(uint)_left[next] - 1;
            _left = _left[(next + 1)..];
            return true;
        }
    }
}
