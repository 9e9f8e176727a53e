using System.Buffers.Binary;
using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Tables;

/// <summary>Takes the bytes of values, each with its length before it. A value is known by its place.</summary>
internal sealed class ValueArena
{
    /// <summary>The number of bytes behind the last value that may be read with it.</summary>
    public const int Padding = 64;

    /// <summary>Stands for the length of a value that is as long or longer; four bytes of length follow.</summary>
    public const byte LongMark = byte.MaxValue;

    /// <summary>The fewest bytes that a value takes, so that half of its place is its own number as well.</summary>
    public const int SmallestValue = 2;

    private byte[] _bytes;
    private int _used;

    public ValueArena() => _bytes = new byte[256];

    /// <summary>Goes on where another one ended.</summary>
    /// <param name="bytes">Its bytes, as <see cref="ToArray"/> gave them.</param>
    public ValueArena(byte[] bytes)
    {
        _bytes = bytes;
        _used = bytes.Length - Padding;
    }

    public static ReadOnlySpan<byte> Get(byte[] arena, int place)
    {
        byte length = arena[place];
        return length < LongMark
            ? arena.AsSpan(place + 1, length)
            : arena.AsSpan(place + 1 + sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(arena.AsSpan(place + 1)));
    }

    /// <summary>Gets the number of bytes that are taken.</summary>
    public int Length => _used;

    /// <summary>Gets the bytes, which another array takes over when they are full. What was appended does not change.</summary>
    public byte[] Bytes => _bytes;

    public ReadOnlySpan<byte> Get(int place) => Get(_bytes, place);

    /// <summary>Asks for the memory of a value.</summary>
    public void Ask(int place) => Prefetch.Line(ref _bytes[place]);

    /// <summary>Makes room for so many bytes.</summary>
    public void Reserve(int length)
    {
        if (_bytes.Length < length)
        {
            Array.Resize(ref _bytes, length);
        }
    }

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
        _used = Math.Max(_used + value.Length, place + SmallestValue);
        return place;
    }

    /// <summary>Gives a copy that is as long as needed.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[checked(_used + Padding)];
        _bytes.AsSpan(0, _used).CopyTo(bytes);
        return bytes;
    }
}
