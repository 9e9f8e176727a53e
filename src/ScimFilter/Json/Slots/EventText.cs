using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Json.Slots;

/// <summary>
/// A copy of an event's text with readable bytes behind its end, followed by what was unescaped. The copy costs little beside
/// reading, and lets values be offsets, the scanner go by whole blocks, and the caller's buffer change. Reused from event to event.
/// </summary>
internal sealed class EventText
{
    /// <summary>The number of bytes before the text and of spaces behind it that may be looked at.</summary>
    public const int Padding = 64;

    private const int KeptCapacity = 1 << 17;

    private const int SmallestCapacity = 1024;

    private byte[] _bytes = new byte[SmallestCapacity];
    private int _used;

    /// <summary>Gets the length of the event's own text in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the first byte. It stays readable while a reader holds it, also when the text grows.</summary>
    public ref byte First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), Padding);

    /// <summary>Forgets the text before and makes room for one of so many bytes, with spaces behind it.</summary>
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

    /// <summary>Gives back the memory of a large text, which is forgotten.</summary>
    public void Trim() => KeptMemory.Trim(ref _bytes, SmallestCapacity);

    /// <summary>Copies the text up to its last whole block, for masks that are made of the copy later.</summary>
    public void Fill(ReadOnlySpan<byte> json) => json[..(json.Length & ~(BlockMasks.Size - 1))].CopyTo(_bytes.AsSpan(Padding));

    /// <summary>
    /// Copies the last whole block and the rest behind it. Two copies of a block each, whose length is known, are faster than one of any
    /// length; where they overlap, bytes are read twice, so masks of both blocks have to be made of the copy, which alone is what counts
    /// when the owner of the text changes it meanwhile.
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

    /// <summary>Forgets the text, to be filled by <see cref="Append"/> alone.</summary>
    public void Clear() => Begin(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(Padding + start, length);

    /// <summary>Gives a byte, from which on <see cref="Padding"/> bytes can be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte At(int start) => ref Unsafe.Add(ref First, start);

    /// <summary>Adds bytes behind everything.</summary>
    /// <returns>Where they start.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        return Commit(bytes.Length);
    }

    /// <summary>Makes room behind everything.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _used < length + Padding)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_used + length + Padding)));
        }

        return _bytes.AsSpan(_used);
    }

    /// <summary>Keeps bytes that were written to the room made.</summary>
    /// <returns>Where they start.</returns>
    public int Commit(int length)
    {
        _used += length;
        return _used - length - Padding;
    }

    /// <summary>Unescapes a part of the text.</summary>
    /// <returns>Where the result lies.</returns>
    public (int Start, int Length) Unescape(int start, int length)
    {
        Span<byte> room = Reserve(length);
        int written = JsonEscapes.Unescape(_bytes.AsSpan(Padding + start, length), room);
        return (Commit(written), written);
    }

    private void CopyBlock(ReadOnlySpan<byte> json, int start) =>
        json.Slice(start, BlockMasks.Size).CopyTo(_bytes.AsSpan(Padding + start));
}
