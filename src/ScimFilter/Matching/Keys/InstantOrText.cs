using System.Buffers.Binary;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// The bytes of strings that are ordered by instant when they are date-times, and as text otherwise: without a schema, nothing else tells
/// which of the two is meant. A literal is always a date-time, and has both forms.
/// </summary>
/// <remarks>
/// <code>
/// value    0x01 | instant, or 0x02 | text
/// literal  length of the instant (2 bytes) | instant | text
/// </code>
/// </remarks>
internal static class InstantOrText
{
    /// <summary>The number of bytes of a value in front of its instant or text.</summary>
    public const int TagSize = 1;

    /// <summary>A literal must be shorter than this number of bytes.</summary>
    public const int LongestInstant = 1 << 15;

    private const byte InstantTag = 1;
    private const byte TextTag = 2;
    private const int LengthSize = sizeof(ushort);

    /// <summary>Marks the bytes of a value that follow.</summary>
    public static void WriteTag(Span<byte> target, bool isInstant) => target[0] = isInstant ? InstantTag : TextTag;

    /// <summary>Whether a value is a date-time.</summary>
    public static bool IsInstant(ReadOnlySpan<byte> value) => value[0] == InstantTag;

    /// <summary>Gives the literal of an instant and a text.</summary>
    public static byte[] LiteralOf(ReadOnlySpan<byte> instant, ReadOnlySpan<byte> text)
    {
        byte[] literal = new byte[LengthSize + instant.Length + text.Length];
        BinaryPrimitives.WriteUInt16BigEndian(literal, (ushort)instant.Length);
        instant.CopyTo(literal.AsSpan(LengthSize));
        text.CopyTo(literal.AsSpan(LengthSize + instant.Length));
        return literal;
    }

    /// <summary>Gives the instant of a literal.</summary>
    public static ReadOnlySpan<byte> InstantOf(ReadOnlySpan<byte> literal) => literal.Slice(LengthSize, LengthOf(literal));

    /// <summary>Gives the text of a literal.</summary>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> literal) => literal[(LengthSize + LengthOf(literal))..];

    private static int LengthOf(ReadOnlySpan<byte> literal) => BinaryPrimitives.ReadUInt16BigEndian(literal);
}
