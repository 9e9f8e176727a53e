using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Hashes the beginnings of a text, the shorter ones first, each byte once. Hashes of ends take the bytes from the last to the first.
/// </summary>
internal ref struct PrefixHash
{
    /// <summary>The number of bytes around a text that must be readable.</summary>
    public const int Margin = sizeof(ulong);

    private const ulong Step = 0xA076_1D64_78BD_642F;
    private const ulong End = 0xE703_7ED1_A0B4_28DB;

    /// <summary>The first byte; of a text that is hashed from its end, the one behind the last.</summary>
    private readonly ref byte _start;
    private readonly bool _fromEnd;
    private ulong _state;
    private int _hashed;

    /// <summary>Begins to hash a text.</summary>
    /// <param name="text">The text. <see cref="Margin"/> bytes before it and behind it must be readable.</param>
    /// <param name="seed">The seed of the index.</param>
    /// <param name="fromEnd">Whether to hash ends instead of beginnings.</param>
    public PrefixHash(ReadOnlySpan<byte> text, ulong seed, bool fromEnd)
    {
        _start = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), fromEnd ? text.Length - Margin : 0);
        _state = seed;
        _fromEnd = fromEnd;
    }

    /// <summary>Gives the hash of the beginning, or end, of a length that is not less than the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint To(int length)
    {
        for (; _hashed + sizeof(ulong) <= length; _hashed += sizeof(ulong))
        {
            _state = Mix(_state ^ Read(_hashed), Step);
        }

        // Without a branch: a shift by the whole width would shift by nothing.
        ulong left = (1UL << ((length - _hashed) * 8)) - 1;
        return (uint)(Mix(_state ^ (Read(_hashed) & left), End + (ulong)length) >> 32);
    }

    /// <summary>Gives the hash of a whole text.</summary>
    public static uint Of(ReadOnlySpan<byte> text, ulong seed, bool fromEnd)
    {
        Span<byte> padded = new byte[text.Length + (2 * Margin)];
        text.CopyTo(padded[Margin..]);
        return new PrefixHash(padded.Slice(Margin, text.Length), seed, fromEnd).To(text.Length);
    }

    /// <summary>Reads eight bytes, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Read(int offset) => _fromEnd
        ? BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _start, -offset)))
        : Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _start, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
