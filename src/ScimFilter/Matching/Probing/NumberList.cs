using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>Numbers of subscriptions. Reused; not thread-safe.</summary>
internal sealed class NumberList
{
    private const int SmallestSize = 128;

    private int[] _numbers = new int[SmallestSize];

    public int Count { get; private set; }

    public ReadOnlySpan<int> All => _numbers.AsSpan(0, Count);

    /// <summary>Gets the number at a place.</summary>
    public ref int this[int index] => ref _numbers[index];

    /// <summary>Forgets what is behind so many.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Empties the list, and gives back its memory when that is much.</summary>
    public void Trim()
    {
        Count = 0;
        KeptMemory.Trim(ref _numbers, SmallestSize);
    }

    /// <summary>Adds a number on a condition, without a branch on it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddIf(bool condition, int number)
    {
        Reserve(1) = number;
        Count += Branchless.OneIf(condition);
    }

    /// <summary>Adds numbers sixteen at a time; most lists are shorter, so there is nothing to foresee wrongly.</summary>
    /// <param name="first">The first number; <see cref="PostingFormat.Padding"/> more than those counted must be readable.</param>
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
            copied += PostingFormat.Padding;
        }
        while (copied < count);
        Count += count;
    }

    /// <summary>Makes room for so many numbers, and a vector more.</summary>
    /// <returns>Where they go, to be followed by <see cref="Commit"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref int Reserve(int count)
    {
        if (_numbers.Length - Count < count + PostingFormat.Padding)
        {
            Array.Resize(ref _numbers, Math.Max(_numbers.Length * 2, checked(Count + count + PostingFormat.Padding)));
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_numbers), Count);
    }

    /// <summary>Keeps so many numbers that were written to the room made.</summary>
    public void Commit(int count) => Count += count;
}
