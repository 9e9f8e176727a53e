using System.Buffers.Binary;

namespace ScimFilter.Matching.Tables;

/// <summary>
/// An append-only array with the bytes of values, each behind its length: one byte, or <c>255</c> and four bytes. A value is known by its
/// place, the index of its length byte. One thread appends; readers may read what was appended before their snapshot.
/// </summary>
internal sealed class ValueArena
{
    /// <summary>The number of bytes behind the last value that vector loads may read.</summary>
    public const int Padding = 64;

    /// <summary>The fewest bytes that a value takes, an empty one included: places divided by this number are distinct.</summary>
    public const int MinValueSize = 2;

    /// <summary>In the place of a one-byte length: the length follows in four bytes.</summary>
    private const byte LongMark = byte.MaxValue;

    private const int SmallestSize = 256;

    private byte[] _bytes;
    private int _used;

    /// <summary>Creates an empty arena.</summary>
    public ValueArena() => _bytes = new byte[SmallestSize];

    /// <summary>Continues an arena.</summary>
    /// <param name="bytes">Its bytes, as <see cref="ToArray"/> gave them.</param>
    public ValueArena(byte[] bytes)
    {
        _bytes = bytes;
        _used = bytes.Length - Padding;
    }

    /// <summary>Gets the number of bytes in use.</summary>
    public int Length => _used;

    /// <summary>Gets the bytes. A larger array replaces a full one; what was appended never changes.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Gives the value at a place of an array.</summary>
    public static ReadOnlySpan<byte> Get(byte[] arena, int place)
    {
        byte length = arena[place];
        return length < LongMark
            ? arena.AsSpan(place + 1, length)
            : arena.AsSpan(place + 1 + sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(arena.AsSpan(place + 1)));
    }

    /// <summary>Gives the value at a place.</summary>
    public ReadOnlySpan<byte> Get(int place) => Get(_bytes, place);

    /// <summary>Prefetches a value.</summary>
    public void Prefetch(int place) => Memory.Prefetch.Line(ref _bytes[place]);

    /// <summary>Makes the array at least this long.</summary>
    public void Reserve(int length)
    {
        if (_bytes.Length < length)
        {
            Array.Resize(ref _bytes, length);
        }
    }

    /// <summary>Drops all values and keeps the array.</summary>
    public void Clear() => _used = 0;

    /// <summary>Appends a value.</summary>
    /// <returns>Its place.</returns>
    public int Append(ReadOnlySpan<byte> value)
    {
        int needed = checked(_used + value.Length + 1 + sizeof(int) + Padding);
        if (_bytes.Length < needed)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(needed, _bytes.Length * 2L), Array.MaxLength));
        }

        int place = _used;
        if (value.Length < LongMark)
        {
            _bytes[_used++] = (byte)value.Length;
        }
        else
        {
            _bytes[_used++] = LongMark;
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_used), value.Length);
            _used += sizeof(int);
        }

        value.CopyTo(_bytes.AsSpan(_used));
        _used = Math.Max(_used + value.Length, place + MinValueSize);
        return place;
    }

    /// <summary>Gives a copy with no more than the padding behind the last value.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[checked(_used + Padding)];
        _bytes.AsSpan(0, _used).CopyTo(bytes);
        return bytes;
    }
}
