using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Probing;

/// <summary>A normalised value of an event: its hash, and its bytes in the text of the event's slots.</summary>
internal struct EventValue
{
    public ulong Hash;
    public int Start;

    /// <summary>The number of bytes; -1 when there is no value.</summary>
    public int Length;

    /// <summary>
    /// Of the first value of an attribute: its place in the arena of the current segment once that was compared, -1 before. Of a further
    /// value: the number of further values up to this one.
    /// </summary>
    public int Place;

    /// <summary>The number of the next value of a multi-valued attribute; zero at the end.</summary>
    public int Next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear() => this = new EventValue { Length = -1, Place = -1 };
}
