using System.Runtime.CompilerServices;

namespace ScimFilter.Json.Slots;

/// <summary>What is known of an attribute apart from its values.</summary>
[Flags]
internal enum SlotFlags : byte
{
    None = 0,

    /// <summary>There is a value: not absent, not <c>null</c>, not an array of nothing (RFC 7643 section 2.5).</summary>
    HasValue = 1,

    /// <summary><c>pr</c> holds: a value that is neither <c>""</c> nor an object whose members all have no value or are empty.</summary>
    Present = 2,
}

/// <summary>
/// The values of one attribute in one event: the first inline, further ones as a chain. The bytes lie in <see cref="EventSlots"/>.
/// </summary>
internal struct Slot
{
    public ValueKind Kind;
    public SlotFlags Flags;

    /// <summary>Where the bytes of the value start: unescaped text, a number as written, an element as JSON.</summary>
    public int Start;

    public int Length;

    /// <summary>The next value of a multi-valued attribute, plus one; zero at the end.</summary>
    public int Next;

    /// <summary>Takes a string as the first value, by its place in the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TakeString(int start, int length)
    {
        Kind = ValueKind.String;
        Flags |= length == 0 ? SlotFlags.HasValue : SlotFlags.HasValue | SlotFlags.Present;
        Start = start;
        Length = length;
    }
}
