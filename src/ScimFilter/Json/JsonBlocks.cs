using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScimFilter.Json;

/// <summary>
/// JSON text as blocks of 64 bytes, each as bit masks: where its quotes are, and outside of strings its colons and brackets.
/// Forward only; copying the struct keeps a place.
/// </summary>
/// <remarks>The way of simdjson (Langdale and Lemire, VLDB Journal 2019, section 3.1).</remarks>
internal ref struct JsonBlocks
{
    public const int Size = 64;

    private readonly ReadOnlySpan<byte> _json;
    private Block _tail;
    private ulong _escapeCarry;
    private ulong _inStringCarry;

    public JsonBlocks(ReadOnlySpan<byte> json)
    {
        _json = json;
        LastQuote = -1;
        QuoteBeforeLast = -1;
        Load(0);
    }

    /// <summary>Gets the offset of the block in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Gets the quotes that open or close a string; bit 0 is the first byte of the block.</summary>
    public ulong Quotes { get; private set; }

    /// <summary>Gets the backslashes, all of which are in strings when the text is JSON.</summary>
    public ulong Backslashes { get; private set; }

    public ulong Colons { get; private set; }

    /// <summary>Gets the opening braces and brackets.</summary>
    public ulong Opens { get; private set; }

    /// <summary>Gets the closing braces and brackets.</summary>
    public ulong Closes { get; private set; }

    /// <summary>Gets the offset of the last quote of the blocks before this one, or -1.</summary>
    public int LastQuote { get; private set; }

    /// <summary>Gets the offset of the quote before <see cref="LastQuote"/>, or -1.</summary>
    public int QuoteBeforeLast { get; private set; }

    /// <summary>Gets a value indicating whether the text so far ends inside a string.</summary>
    public readonly bool EndsInString => _inStringCarry != 0;

    /// <summary>Goes to the next block.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (Start + Size >= _json.Length)
        {
            return false;
        }

        KeepQuotes();
        Load(Start + Size);
        return true;
    }

    /// <summary>Goes on to the block that holds an offset.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveTo(int offset)
    {
        while (offset >= Start + Size)
        {
            if (!MoveNext())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives the bits at an offset of this block and behind it; all of them for an offset before the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong From(int offset) => offset <= Start ? ulong.MaxValue : offset >= Start + Size ? 0 : ulong.MaxValue << (offset - Start);

    private void KeepQuotes()
    {
        ulong quotes = Quotes;
        if (quotes == 0)
        {
            return;
        }

        int last = 63 - (int)ulong.LeadingZeroCount(quotes);
        quotes ^= 1UL << last;
        QuoteBeforeLast = quotes == 0 ? LastQuote : Start + 63 - (int)ulong.LeadingZeroCount(quotes);
        LastQuote = Start + last;
    }

    private void Load(int start)
    {
        Start = start;
        ReadOnlySpan<byte> block = _json[start..];
        if (block.Length < Size)
        {
            // Nothing is read behind the end of the text: its last bytes are copied, with spaces behind them.
            Span<byte> tail = _tail;
            tail.Fill((byte)' ');
            block.CopyTo(tail);
            Classify(ref tail[0]);
        }
        else
        {
            Classify(ref MemoryMarshal.GetReference(block));
        }
    }

    private void Classify(ref byte first)
    {
        Vector512<byte> block = Vector512.LoadUnsafe(ref first);

        // '{' and '[' differ in one bit, and so do '}' and ']'.
        Vector512<byte> folded = block | Vector512.Create((byte)0x20);
        ulong backslashes = Mask(block, (byte)'\\');
        ulong quotes = Mask(block, (byte)'"') & ~Escaped(backslashes);
        ulong inString = PrefixXor(quotes) ^ _inStringCarry;
        _inStringCarry = (ulong)((long)inString >> 63);

        Quotes = quotes;
        Backslashes = backslashes;
        Colons = Mask(block, (byte)':') & ~inString;
        Opens = Mask(folded, (byte)'{') & ~inString;
        Closes = Mask(folded, (byte)'}') & ~inString;
    }

    /// <summary>The bytes that a backslash escapes: behind every run of backslashes of odd length.</summary>
    private ulong Escaped(ulong backslashes)
    {
        if (backslashes == 0)
        {
            ulong escaped = _escapeCarry;
            _escapeCarry = 0;
            return escaped;
        }

        const ulong oddBits = 0xAAAA_AAAA_AAAA_AAAA;
        ulong escapers = backslashes & ~_escapeCarry;
        ulong followsEscape = (escapers << 1) | _escapeCarry;
        ulong oddStarts = escapers & oddBits & ~followsEscape;
        ulong sequences = oddStarts + escapers;
        _escapeCarry = sequences < oddStarts ? 1UL : 0UL;
        return (0x5555_5555_5555_5555 ^ (sequences << 1)) & followsEscape;
    }

    /// <summary>Each bit becomes the parity of the bits up to it: set from an opening quote up to its closing one.</summary>
    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        for (int shift = 1; shift < Size; shift *= 2)
        {
            bits ^= bits << shift;
        }

        return bits;
    }

    /// <summary>One instruction with AVX-512; the runtime makes two or four of it elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(Vector512<byte> block, byte value) => Vector512.Equals(block, Vector512.Create(value)).ExtractMostSignificantBits();

    [InlineArray(Size)]
    private struct Block
    {
        private byte _first;
    }
}
