using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ScimFilter.Matching;

/// <summary>
/// A hash table of numbers, whose slots are written once: buckets of eight, each the upper half of a hash and a number plus one. A bucket
/// is one cache line and is looked at in one step; whether a number is the right one is for the caller to see.
/// </summary>
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

    public void Add(ulong hash, int number)
    {
        for (int bucket = BucketOf(hash); ; bucket = Next(bucket))
        {
            int empty = _slots.AsSpan(_start + (bucket * BucketSize), BucketSize).IndexOf(0UL);
            if (empty >= 0)
            {
                _slots[_start + (bucket * BucketSize) + empty] = TagOf(hash) | ((uint)number + 1);
                return;
            }
        }
    }

    /// <summary>Gives all numbers.</summary>
    public Enumerator Numbers() => new(_slots);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong TagOf(ulong hash) => (hash & TagMask) | TagMark;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint WithTag(ref ulong slots, Vector256<ulong> tag) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref slots) & Vector256.Create(TagMask), tag).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong First(int bucket) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), _start + (bucket * BucketSize));

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
