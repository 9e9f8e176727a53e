using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using ScimFilter.Json.Slots;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// The bytes that stand for a value in keys and conditions: values are equal when their bytes are. This is where case is folded, and where
/// numbers and date-times get bytes that have their order, for literals of filters and for values of events alike.
/// </summary>
internal static class NormalizedValue
{
    /// <summary>The number of bytes that a byte of a string may become when its case is folded.</summary>
    public const int FoldedSize = 3;

    /// <summary>The number of bytes that a date-time takes beside the digits of its fraction.</summary>
    public const int InstantMargin = sizeof(long);

    /// <summary>The state of an attribute that has no value: <c>eq null</c>.</summary>
    public const byte NoValue = 0;

    /// <summary>The state of an attribute with a value that is present: <c>pr</c>.</summary>
    public const byte Present = 2;

    private const byte Empty = 1;

    /// <summary>Writes a string with its case folded.</summary>
    /// <param name="value">The string.</param>
    /// <param name="target">Takes the bytes; at least <see cref="FoldedSize"/> times as long as the string.</param>
    /// <returns>The number of bytes.</returns>
    public static int Fold(ReadOnlySpan<byte> value, Span<byte> target)
    {
        if (Ascii.ToUpper(value, target, out int written) == OperationStatus.Done)
        {
            return written;
        }

        using var text = new DecodedText(value, stackalloc char[DecodedText.StackCharacters]);
        int length = text.Characters.Length;
        char[]? rented = length <= DecodedText.StackCharacters ? null : ArrayPool<char>.Shared.Rent(length);
        Span<char> upper = rented ?? stackalloc char[DecodedText.StackCharacters];
        CaseMapping.ToUpper(text.Characters, upper);
        Utf8.FromUtf16(upper[..length], target, out _, out written);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return written;
    }

    /// <summary>Gives the bytes of a string with its case folded.</summary>
    public static byte[] Fold(ReadOnlySpan<byte> value)
    {
        byte[] folded = new byte[value.Length * FoldedSize];
        return folded[..Fold(value, folded)];
    }

    /// <summary>Writes a date-time, if the text is one: the seconds, then the digits of the fraction.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">Takes the bytes; at least <see cref="InstantMargin"/> longer than the text.</param>
    /// <param name="length">The number of bytes.</param>
    /// <returns>Whether the text is a date-time.</returns>
    public static bool TryWriteInstant(ReadOnlySpan<byte> text, Span<byte> target, out int length)
    {
        length = 0;
        if (!Instant.TryParse(text, out Instant instant))
        {
            return false;
        }

        BinaryPrimitives.WriteInt64BigEndian(target, instant.Seconds ^ long.MinValue);
        instant.Fraction.CopyTo(target[InstantMargin..]);
        length = InstantMargin + instant.Fraction.Length;
        return true;
    }

    /// <summary>Gives the bytes of a date-time.</summary>
    public static byte[] OfInstant(ReadOnlySpan<byte> text)
    {
        byte[] bytes = new byte[text.Length + InstantMargin];
        TryWriteInstant(text, bytes, out int length);
        return bytes[..length];
    }

    /// <summary>Gives the state of an attribute: no value, a value that is empty, or one that is present.</summary>
    public static byte StateOf(SlotFlags flags) =>
        (flags & SlotFlags.Present) != 0 ? Present : (flags & SlotFlags.HasValue) != 0 ? Empty : NoValue;
}
