using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Finds groups by <c>co</c>. The key is a window of the literal: a few successive bytes, those that the fewest groups have. An event's
/// value looks up all its windows, each in one or two nanoseconds, as a bitmap refuses most of them.
/// </summary>
/// <remarks>
/// Windows have four bytes, or as many as a shorter literal has. When many groups share each of a literal's windows, longer windows tell
/// them apart: each size in use costs one more pass over the value.
/// </remarks>
/// <param name="attribute">The number of the attribute.</param>
/// <param name="seed">The seed of the index.</param>
internal sealed class WindowPath(int attribute, ulong seed) : AccessPath(attribute)
{
    /// <summary>The number of bytes of the longest windows.</summary>
    public const int Longest = 16;

    private const int Usual = 4;

    /// <summary>A literal up to this length, with what is read behind it, is copied to the stack.</summary>
    private const int ShortLiteral = 128;

    /// <summary>Longer windows are used where more groups than this share a window.</summary>
    private const int ManyGroups = 32;

    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    private readonly KeyedGroups _groups = new();
    private readonly ulong _multiplier = (seed * Spread) | 1;

    /// <summary>The sizes of windows in use, as bits.</summary>
    private int _sizes;

    public override long Bytes => _groups.Bytes;

    /// <summary>Counts the groups that share the window of a literal that the fewest have, up to a number.</summary>
    public int CountOf(ReadOnlySpan<byte> literal, int most) => Choose(literal, most).Count;

    /// <summary>Adds a group.</summary>
    /// <param name="literal">Its literal, which is not empty.</param>
    /// <param name="group">The number of the group.</param>
    public void Add(ReadOnlySpan<byte> literal, int group)
    {
        (uint window, int size, _) = Choose(literal, ManyGroups + 1);
        _groups.Add(window, group);
        Volatile.Write(ref _sizes, _sizes | (1 << size));
        Groups++;
    }

    public override void ListGroups(NumberList groups) => _groups.CollectAll(groups);

    public override void Find(ReadOnlySpan<byte> value, ulong hash, FoundGroups found)
    {
        NumberList heads = found.Heads;
        heads.Truncate(0);
        for (int sizes = Volatile.Read(ref _sizes); sizes != 0; sizes &= sizes - 1)
        {
            int size = BitOperations.TrailingZeroCount(sizes);
            if (size == Usual)
            {
                FindUsual(value, heads);
            }
            else
            {
                Find(value, size, heads);
            }
        }

        found.RemoveDuplicates(heads);

        // A window that the value has twice leads to two chains with the same groups if a writer adds one between the look-ups.
        found.MayRepeat |= heads.Count > 1;
        foreach (int head in heads.All)
        {
            _groups.Collect(head, found.Groups);
        }
    }

    private void Find(ReadOnlySpan<byte> value, int size, NumberList heads)
    {
        HashFilter filter = _groups.Filter;
        ref byte bytes = ref MemoryMarshal.GetReference(value);
        for (int i = 0; i <= value.Length - size; i++)
        {
            uint window = WindowAt(ref Unsafe.Add(ref bytes, i), size);
            if (filter.MayHave(window))
            {
                Add(window, heads);
            }
        }
    }

    /// <summary>Does what <see cref="Find(ReadOnlySpan{byte}, int, NumberList)"/> does, with the size as a constant.</summary>
    private void FindUsual(ReadOnlySpan<byte> value, NumberList heads)
    {
        HashFilter filter = _groups.Filter;
        ulong multiplier = _multiplier;
        ref byte bytes = ref MemoryMarshal.GetReference(value);
        for (int i = 0; i <= value.Length - Usual; i++)
        {
            ulong window = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, i));
            uint hash = (uint)(((window + Usual) * multiplier) >> 32);
            if (filter.MayHave(hash))
            {
                Add(hash, heads);
            }
        }
    }

    private void Add(uint window, NumberList heads)
    {
        int head = _groups.Find(window);
        heads.AddIf(head != KeyedGroups.None, head);
    }

    private (uint Window, int Size, int Count) Choose(ReadOnlySpan<byte> literal, int most)
    {
        // Windows are read with what follows them.
        int length = literal.Length + Longest;
        Span<byte> padded = length <= ShortLiteral ? stackalloc byte[ShortLiteral] : new byte[length];
        literal.CopyTo(padded);
        (uint Window, int Size, int Count) best = default;
        for (int size = Math.Min(Usual, literal.Length); size <= Math.Min(Longest, literal.Length); size *= 2)
        {
            best = (0, size, int.MaxValue);
            for (int i = 0; i <= literal.Length - size && best.Count > 0; i++)
            {
                uint window = WindowAt(ref padded[i], size);
                int count = _groups.CountOf(window, most);
                best = count < best.Count ? (window, size, count) : best;
            }

            if (best.Count <= ManyGroups || literal.Length < Usual)
            {
                break;
            }
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint WindowAt(ref byte bytes, int size)
    {
        ulong window = Unsafe.ReadUnaligned<ulong>(ref bytes);
        if (size < sizeof(ulong))
        {
            window &= (1UL << (size * 8)) - 1;
        }
        else if (size > sizeof(ulong))
        {
            window ^= BitOperations.RotateLeft(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, sizeof(ulong))) * Spread, size);
        }

        return (uint)(((window + (uint)size) * _multiplier) >> 32);
    }
}
