using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Json.Slots;

/// <summary>
/// A copy of the text of an event, padded on both sides, and behind it the strings that were unescaped. Because of the copy, values can be
/// offsets, the scanner can read whole blocks without a check for the end, and the caller may change its buffer. Reused from event to
/// event.
/// </summary>
internal sealed class EventText
{
    /// <summary>The number of bytes before the text, and of spaces behind it, that can be read.</summary>
    public const int Padding = 64;

    private const int KeptCapacity = 1 << 17;

    private const int SmallestCapacity = 1024;

    private byte[] _bytes = new byte[SmallestCapacity];
    private int _used;

    /// <summary>Gets the length of the event's own text in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the first byte. It stays readable while a reader holds it, also when the text grows.</summary>
    public ref byte First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), Padding);

    /// <summary>Discards the previous text, and prepares the buffer for one of so many bytes, with spaces behind it.</summary>
    public void Begin(int length)
    {
        int needed = length + (2 * Padding);
        if (_bytes.Length < needed || (_bytes.Length > KeptCapacity && needed < KeptCapacity))
        {
            _bytes = new byte[Math.Max(needed + (needed / 4), SmallestCapacity)];
        }

        _bytes.AsSpan(Padding + length, Padding).Fill((byte)' ');
        Length = length;
        _used = needed;
    }

    /// <summary>Discards the text, and releases the buffer if it is large.</summary>
    public void Trim() => KeptMemory.Trim(ref _bytes, SmallestCapacity);

    /// <summary>Copies the text up to its last whole block. Masks are made of the copy later.</summary>
    public void Fill(ReadOnlySpan<byte> json) => json[..(json.Length & ~(BlockMasks.Size - 1))].CopyTo(_bytes.AsSpan(Padding));

    /// <summary>
    /// Copies the last whole block and the rest behind it, as two copies of one block each: a copy of constant length is faster than one of
    /// variable length. The two overlap, and the owner may change its text between them, so masks of both blocks must be made of the copy.
    /// </summary>
    public void FillEnd(ReadOnlySpan<byte> json)
    {
        if (json.Length < BlockMasks.Size)
        {
            json.CopyTo(_bytes.AsSpan(Padding));
            return;
        }

        CopyBlock(json, (json.Length & ~(BlockMasks.Size - 1)) - BlockMasks.Size);
        CopyBlock(json, json.Length - BlockMasks.Size);
    }

    /// <summary>Discards the text. What follows is added by <see cref="Append"/> alone.</summary>
    public void Clear() => Begin(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(Padding + start, length);

    /// <summary>Gives the byte at an offset; <see cref="Padding"/> bytes can be read from there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte At(int start) => ref Unsafe.Add(ref First, start);

    /// <summary>Appends bytes.</summary>
    /// <returns>The offset at which they start.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        return Commit(bytes.Length);
    }

    /// <summary>Gives the free part of the buffer, enlarged to at least a length.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _used < length + Padding)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_used + length + Padding)));
        }

        return _bytes.AsSpan(_used);
    }

    /// <summary>Keeps the first bytes of what <see cref="Reserve"/> gave.</summary>
    /// <returns>The offset at which they start.</returns>
    public int Commit(int length)
    {
        _used += length;
        return _used - length - Padding;
    }

    /// <summary>Unescapes a part of the text.</summary>
    /// <returns>The place of the result.</returns>
    public (int Start, int Length) Unescape(int start, int length)
    {
        Span<byte> target = Reserve(length);
        int written = JsonEscapes.Unescape(_bytes.AsSpan(Padding + start, length), target);
        return (Commit(written), written);
    }

    private void CopyBlock(ReadOnlySpan<byte> json, int start) =>
        json.Slice(start, BlockMasks.Size).CopyTo(_bytes.AsSpan(Padding + start));
}
