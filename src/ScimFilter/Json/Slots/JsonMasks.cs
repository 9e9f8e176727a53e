using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScimFilter.Json.Slots;

/// <summary>
/// The bit masks of a JSON text, one block after the other, computed in one pass or up to a block. Reused from text to text.
/// </summary>
/// <remarks>
/// The algorithm of simdjson (Langdale and Lemire, VLDB Journal 2019, section 3.1). A block of zeros stands before the first one and
/// behind the last one, so that reading a neighbour needs no check of bounds.
/// </remarks>
internal sealed class JsonMasks
{
    private const int KeptCapacity = 1 << 11;

    private const int SmallestSize = 16;

    private BlockMasks[] _blocks = new BlockMasks[SmallestSize];
    private ulong _escapeCarry;
    private ulong _inStringCarry;
    private bool _checksPlain;

    /// <summary>
    /// Gets a value indicating whether no comment and no trailing comma was found so far; true when the text is not checked.
    /// </summary>
    public bool IsPlain { get; private set; }

    /// <summary>Gets the first block.</summary>
    public ref BlockMasks First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_blocks), 1);

    /// <summary>Gets the number of blocks whose masks are computed.</summary>
    public int Loaded { get; private set; }

    /// <summary>Begins a text of so many blocks, and discards the masks of the previous one.</summary>
    /// <param name="blocks">The number of blocks.</param>
    /// <param name="checksPlain">Whether to look for comments and trailing commas, for <see cref="IsPlain"/>.</param>
    public void Begin(int blocks, bool checksPlain = false)
    {
        if (_blocks.Length < blocks + 2 || (_blocks.Length > KeptCapacity && blocks < KeptCapacity))
        {
            _blocks = new BlockMasks[blocks + 2 + (blocks / 2)];
        }

        Loaded = 0;
        _escapeCarry = 0;
        _inStringCarry = 0;
        _checksPlain = checksPlain;
        IsPlain = true;
    }

    /// <summary>Discards the masks, and releases the array if it is large.</summary>
    public void Trim() => KeptMemory.Trim(ref _blocks, SmallestSize);

    /// <summary>Computes the masks up to a block, and copies the text.</summary>
    /// <param name="source">The text from its start, of which whole blocks are read.</param>
    /// <param name="copy">Where its copy starts, which may be the text itself.</param>
    /// <param name="blocks">The number of blocks whose masks are needed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref byte source, ref byte copy, int blocks)
    {
        if (_checksPlain)
        {
            Load<CheckedText>(ref source, ref copy, blocks);
        }
        else
        {
            Load<UncheckedText>(ref source, ref copy, blocks);
        }
    }

    /// <summary>The loop, compiled for each kind of text by itself, so that text which is not checked has no check in its loop.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Load<TText>(ref byte source, ref byte copy, int blocks)
        where TText : struct
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
            if (typeof(TText) == typeof(CheckedText))
            {
                // Up to the first comment the masks are right, so its slash is seen to stand outside of strings.
                ulong slashes = Mask(block, (byte)'/') & ~inString;
                if (slashes != 0 || (closes != 0 && FollowComma(ref Unsafe.Add(ref copy, i * BlockMasks.Size), closes)))
                {
                    IsPlain = false;
                }
            }
        }

        Unsafe.Add(ref first, blocks) = default;
        Loaded = blocks;
        _escapeCarry = escapeCarry;
        _inStringCarry = inStringCarry;
    }

    /// <summary>
    /// Whether one of these closing brackets of a block has nothing but white space between itself and a comma. Its opening bracket
    /// stands before it, so the search backwards ends.
    /// </summary>
    private static bool FollowComma(ref byte block, ulong closes)
    {
        for (; closes != 0; closes &= closes - 1)
        {
            ref byte before = ref Unsafe.Add(ref block, (int)ulong.TrailingZeroCount(closes) - 1);
            while (before is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                before = ref Unsafe.Subtract(ref before, 1);
            }

            if (before == ',')
            {
                return true;
            }
        }

        return false;
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
    private static ulong Mask(Vector512<byte> block, byte value) =>
        Vector512.Equals(block, Vector512.Create(value)).ExtractMostSignificantBits();

    /// <summary>Text without comments and trailing commas, or in which they are not looked for.</summary>
    private readonly struct UncheckedText;

    /// <summary>Text that may hold comments and trailing commas.</summary>
    private readonly struct CheckedText;
}
