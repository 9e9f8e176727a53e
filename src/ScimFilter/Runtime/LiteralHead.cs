using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScimFilter.Json.Slots;

namespace ScimFilter.Runtime;

/// <summary>
/// The length of a literal and as many of its first bytes as one vector holds. Almost every literal of a filter fits, and where it
/// does not, values that differ mostly do so here; so <c>eq</c> is one comparison without a loop. Immutable.
/// </summary>
internal readonly struct LiteralHead
{
    /// <summary>The number of bytes held.</summary>
    public const int Size = 32;

    private readonly Vector256<byte> _bytes;
    private readonly uint _behindEnd;
    private readonly int _length;

    public LiteralHead(ReadOnlySpan<byte> literal)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        literal[..Math.Min(literal.Length, Size)].CopyTo(bytes);
        _bytes = Vector256.Create<byte>(bytes);
        _behindEnd = literal.Length < Size ? uint.MaxValue << literal.Length : 0;
        _length = literal.Length;
    }

    /// <summary>Whether a value has the literal's length and its first bytes.</summary>
    /// <param name="value">Text of an event, from whose start on <see cref="EventText.Padding"/> bytes can be read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsHeadOf(ReadOnlySpan<byte> value) => value.Length == _length && (Same(value) | _behindEnd) == uint.MaxValue;

    private uint Same(ReadOnlySpan<byte> value) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(value)), _bytes).ExtractMostSignificantBits();
}
