using System.Buffers.Binary;

namespace ScimFilter.Matching;

/// <summary>The bytes of values, each with its length before it. A value is known by its place.</summary>
internal static class ValueArena
{
    private const byte LongMark = byte.MaxValue;

    public static ReadOnlySpan<byte> Get(byte[] arena, int place)
    {
        byte length = arena[place];
        return length < LongMark
            ? arena.AsSpan(place + 1, length)
            : arena.AsSpan(place + 1 + sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(arena.AsSpan(place + 1)));
    }

    /// <summary>Appends a value to an arena that grows.</summary>
    /// <returns>Its place.</returns>
    public static int Append(ref byte[] arena, ref int used, ReadOnlySpan<byte> value)
    {
        int needed = checked(used + value.Length + 1 + sizeof(int));
        if (arena.Length < needed)
        {
            Array.Resize(ref arena, (int)Math.Min(Math.Max(needed, arena.Length * 2L), Array.MaxLength));
        }

        int place = used;
        if (value.Length < LongMark)
        {
            arena[used++] = (byte)value.Length;
        }
        else
        {
            arena[used++] = LongMark;
            BinaryPrimitives.WriteInt32LittleEndian(arena.AsSpan(used), value.Length);
            used += sizeof(int);
        }

        value.CopyTo(arena.AsSpan(used));
        used += value.Length;
        return place;
    }
}
