using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Hashes the beginnings of a text, the shorter ones first, each byte once. Hashes of ends take the bytes from the last to the first.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="seed">The seed of the index.</param>
/// <param name="fromEnd">Whether to hash ends instead of beginnings.</param>
internal ref struct PrefixHash(ReadOnlySpan<byte> text, ulong seed, bool fromEnd)
{
    private const ulong Step = 0xA076_1D64_78BD_642F;
    private const ulong End = 0xE703_7ED1_A0B4_28DB;
    private const int Block = sizeof(ulong);

    private readonly ReadOnlySpan<byte> _text = text;
    private ulong _state = seed;
    private int _hashed;

    /// <summary>Gives the hash of the beginning, or end, of a length that is not less than the one before.</summary>
    public uint To(int length)
    {
        for (; _hashed + Block <= length; _hashed += Block)
        {
            _state = Mix(_state ^ Read(_hashed), Step);
        }

        int left = length - _hashed;
        ulong partial = left == 0 ? 0 : Read(_hashed) & ((1UL << (left * 8)) - 1);
        return (uint)(Mix(_state ^ partial, End + (ulong)length) >> 32);
    }

    /// <summary>Reads eight bytes, or as many as there are, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Read(int offset)
    {
        if (_text.Length - offset < Block)
        {
            return ReadEnd(offset);
        }

        return fromEnd
            ? BinaryPrimitives.ReverseEndianness(MemoryMarshal.Read<ulong>(_text[(_text.Length - offset - Block)..]))
            : MemoryMarshal.Read<ulong>(_text[offset..]);
    }

    private readonly ulong ReadEnd(int offset)
    {
        ulong bytes = 0;
        for (int i = _text.Length - offset - 1; i >= 0; i--)
        {
            bytes = (bytes << 8) | _text[fromEnd ? _text.Length - offset - 1 - i : offset + i];
        }

        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
