using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScimFilter.Runtime;

/// <summary>The bit masks of a JSON text, block by block, made in one pass or as far as they are needed. Reused from text to text.</summary>
/// <remarks>
/// The way of simdjson (Langdale and Lemire, VLDB Journal 2019, section 3.1). A block of zeros stands before the first one and
/// behind the last one, so that a look at a neighbour needs no check.
/// </remarks>
internal sealed class JsonMasks
{
    private const int KeptCapacity = 1 << 11;

    private BlockMasks[] _blocks = new BlockMasks[16];
    private ulong _escapeCarry;
    private ulong _inStringCarry;

    /// <summary>Gets the first block.</summary>
    public ref BlockMasks First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_blocks), 1);

    /// <summary>Gets the number of blocks whose masks are made.</summary>
    public int Loaded { get; private set; }

    /// <summary>Begins a text of so many blocks; those of the text before are forgotten.</summary>
    public void Begin(int blocks)
    {
        if (_blocks.Length < blocks + 2 || (_blocks.Length > KeptCapacity && blocks < KeptCapacity))
        {
            _blocks = new BlockMasks[blocks + 2 + (blocks / 2)];
        }

        Loaded = 0;
        _escapeCarry = 0;
        _inStringCarry = 0;
    }

    /// <summary>Makes the masks up to a block, and a copy of the text on the way.</summary>
    /// <param name="source">The text from its start, of which whole blocks are read.</param>
    /// <param name="copy">Where its copy starts, which may be the text itself.</param>
    /// <param name="blocks">The number of blocks that are to be there.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Load(ref byte source, ref byte copy, int blocks)
    {
        ref BlockMasks first = ref First;
        ulong escapeCarry = _escapeCarry;
        ulong inStringCarry = _inStringCarry;
        for (int i = Loaded; i < blocks; i++)
        {
            Vector512<byte> block = Vector512.LoadUnsafe(ref source, (nuint)i * BlockMasks.Size);
            block.StoreUnsafe(ref copy, (nuint)i * BlockMasks.Size);

            // '{' and '[' differ in one bit, and so do '}' and ']'.
            Vector512<byte> folded = block | Vector512.Create((byte)0x20);
            ulong backslashes = Mask(block, (byte)'\\');
            ulong quotes = Mask(block, (byte)'"') & ~Escaped(backslashes, ref escapeCarry);
            ulong inString = PrefixXor(quotes) ^ inStringCarry;
            inStringCarry = (ulong)((long)inString >> 63);
            ulong opens = Mask(folded, (byte)'{') & ~inString;
            ulong closes = Mask(folded, (byte)'}') & ~inString;

            ref BlockMasks masks = ref Unsafe.Add(ref first, i);
            masks.Quotes = quotes;
            masks.Backslashes = backslashes;
            masks.Structurals = (Mask(block, (byte)':') & ~inString) | opens | closes;
            masks.Opens = opens;
            masks.Closes = closes;
        }

        Unsafe.Add(ref first, blocks) = default;
        Loaded = blocks;
        _escapeCarry = escapeCarry;
        _inStringCarry = inStringCarry;
    }

    /// <summary>The bytes that a backslash escapes: behind every run of backslashes of odd length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Escaped(ulong backslashes, ref ulong carry)
    {
        if (backslashes == 0)
        {
            ulong escaped = carry;
            carry = 0;
            return escaped;
        }

        const ulong oddBits = 0xAAAA_AAAA_AAAA_AAAA;
        ulong escapers = backslashes & ~carry;
        ulong followsEscape = (escapers << 1) | carry;
        ulong oddStarts = escapers & oddBits & ~followsEscape;
        ulong sequences = oddStarts + escapers;
        carry = sequences < oddStarts ? 1UL : 0UL;
        return (0x5555_5555_5555_5555 ^ (sequences << 1)) & followsEscape;
    }

    /// <summary>Each bit becomes the parity of the bits up to it: set from an opening quote up to its closing one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        for (int shift = 1; shift < BlockMasks.Size; shift *= 2)
        {
            bits ^= bits << shift;
        }

        return bits;
    }

    /// <summary>One instruction with AVX-512; the runtime makes two or four of it elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(Vector512<byte> block, byte value) => Vector512.Equals(block, Vector512.Create(value)).ExtractMostSignificantBits();
}
