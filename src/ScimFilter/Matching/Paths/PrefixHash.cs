using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Hashes the beginnings of a text, the shorter ones first, each byte once: eight bytes at a time go into a state, and the hash of a length
/// is that of the state and the bytes behind it. Hashes of ends take the bytes from the last to the first.
/// </summary>
internal static class PrefixHash
{
    /// <summary>The number of bytes that go into the state at a time, and that must be readable before a text and behind it.</summary>
    public const int Block = sizeof(ulong);

    private const ulong Step = 0xA076_1D64_78BD_642F;
    private const ulong End = 0xE703_7ED1_A0B4_28DB;

    /// <summary>Gives the hash of a whole text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seed">The first state.</param>
    /// <param name="fromEnd">Whether to take the bytes from the last to the first.</param>
    public static uint Of(ReadOnlySpan<byte> text, ulong seed, bool fromEnd)
    {
        Span<byte> padded = new byte[text.Length + (2 * Block)];
        text.CopyTo(padded[Block..]);
        ref byte start = ref StartOf(padded.Slice(Block, text.Length), fromEnd);
        ulong state = seed;
        int hashed = 0;
        for (; hashed + Block <= text.Length; hashed += Block)
        {
            state = Next(state, Read(ref start, hashed, fromEnd));
        }

        return HashOf(state, Read(ref start, hashed, fromEnd), hashed, text.Length);
    }

    /// <summary>Gives the place from which <see cref="Read"/> counts.</summary>
    public static ref byte StartOf(ReadOnlySpan<byte> text, bool fromEnd) =>
        ref Unsafe.Add(ref MemoryMarshal.GetReference(text), fromEnd ? text.Length - Block : 0);

    /// <summary>Reads eight bytes, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(ref byte start, int offset, bool fromEnd) => fromEnd
        ? BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, -offset)))
        : Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));

    /// <summary>Gives the state with eight more bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Next(ulong state, ulong bytes) => Mix(state ^ bytes, Step);

    /// <summary>Gives the hash of a length.</summary>
    /// <param name="state">The state of the bytes before.</param>
    /// <param name="bytes">The next eight bytes.</param>
    /// <param name="hashed">The number of bytes in the state.</param>
    /// <param name="length">The length.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HashOf(ulong state, ulong bytes, int hashed, int length)
    {
        ulong left = (1UL << ((length - hashed) * 8)) - 1;
        return (uint)(Mix(state ^ (bytes & left), End + (ulong)length) >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
