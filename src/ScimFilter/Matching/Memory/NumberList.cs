using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScimFilter.Json.Slots;

namespace ScimFilter.Matching.Memory;

/// <summary>A list of subscription numbers, or of words of records. Reused from event to event; not thread-safe.</summary>
internal sealed class NumberList
{
    /// <summary>The number of words that are copied at a time, and so must be readable behind the last one.</summary>
    public const int Block = 16;

    private const int SmallestSize = 128;

    private int[] _numbers = new int[SmallestSize];

    public int Count { get; private set; }

    public ReadOnlySpan<int> All => _numbers.AsSpan(0, Count);

    public ref int this[int index] => ref _numbers[index];

    /// <summary>Removes all behind the first ones.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Removes all, and frees a large array.</summary>
    public void Trim()
    {
        Count = 0;
        KeptMemory.Trim(ref _numbers, SmallestSize);
    }

    /// <summary>Adds a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int number)
    {
        Reserve(1) = number;
        Count++;
    }

    /// <summary>Adds a number if a condition holds, without a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddIf(bool condition, int number)
    {
        Reserve(1) = number;
        Count += Branchless.OneIf(condition);
    }

    /// <summary>Adds numbers. Copies blocks of sixteen: most lists are shorter, so that the loop branch is predicted.</summary>
    /// <param name="first">The first number. Behind those counted, <see cref="Block"/> more must be readable.</param>
    /// <param name="count">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref int first, int count)
    {
        ref int target = ref Reserve(count);
        int copied = 0;
        do
        {
            ref int from = ref Unsafe.Add(ref first, copied);
            ref int to = ref Unsafe.Add(ref target, copied);
            Vector256.LoadUnsafe(ref from).StoreUnsafe(ref to);
            Vector256.LoadUnsafe(ref from, (nuint)Vector256<int>.Count).StoreUnsafe(ref to, (nuint)Vector256<int>.Count);
            copied += Block;
        }
        while (copied < count);
        Count += count;
    }

    /// <summary>Ensures capacity for further numbers and one block more.</summary>
    /// <returns>Where they go; <see cref="Commit"/> must follow.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref int Reserve(int count)
    {
        if (_numbers.Length - Count < count + Block)
        {
            Array.Resize(ref _numbers, Math.Max(_numbers.Length * 2, checked(Count + count + Block)));
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_numbers), Count);
    }

    /// <summary>Adds the first of the numbers written to the reserved memory.</summary>
    public void Commit(int count) => Count += count;
}
