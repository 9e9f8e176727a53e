using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ScimFilter.Json;

/// <summary>How a name compares with another.</summary>
internal enum NameMatch
{
    None,
    Exact,

    /// <summary>They differ in bits that case is made of, and not in case alone perhaps.</summary>
    Perhaps,
}

/// <summary>A name as it is looked for before a colon: it and its quotes as the last of 32 bytes. Immutable.</summary>
internal sealed class NameCandidate
{
    private const int LongestName = 30;

    private readonly bool _isShort;
    private readonly Vector256<byte> _bytes;
    private readonly Vector256<byte> _mask;

    public NameCandidate(ScanNode node, NameCandidate? next)
    {
        Node = node;
        Next = next;
        Count = (next?.Count ?? 0) + 1;
        _isShort = node.Utf8.Length <= LongestName;
        if (_isShort)
        {
            Span<byte> bytes = stackalloc byte[Vector256<byte>.Count];
            Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
            byte[] quoted = [(byte)'"', .. node.Utf8, (byte)'"'];
            quoted.CopyTo(bytes[^quoted.Length..]);
            mask[^quoted.Length..].Fill(byte.MaxValue);
            _bytes = Vector256.Create<byte>(bytes);
            _mask = Vector256.Create<byte>(mask);
        }
    }

    public ScanNode Node { get; }

    /// <summary>Gets the next one with the same place in the table.</summary>
    public NameCandidate? Next { get; }

    /// <summary>Gets the number of those with the same place, this one and all after it.</summary>
    public int Count { get; }

    /// <summary>Compares the name and its quotes with what stands before a colon. The 32 bytes before that must be readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NameMatch Compare(ref byte colon)
    {
        Vector256<byte> text = Vector256.LoadUnsafe(ref Unsafe.Subtract(ref colon, Vector256<byte>.Count));
        Vector256<byte> difference = (text ^ _bytes) & _mask;
        return difference == Vector256<byte>.Zero ? _isShort ? NameMatch.Exact : NameMatch.Perhaps
            : (difference & Vector256.Create((byte)0xDF)) == Vector256<byte>.Zero ? NameMatch.Perhaps
            : NameMatch.None;
    }

    /// <summary>Whether this is the name, and how it is spelled.</summary>
    public bool Is(ReadOnlySpan<byte> name, out bool exact)
    {
        exact = name.SequenceEqual(Node.Utf8);
        return exact || Ascii.EqualsIgnoreCase(name, Node.Utf8);
    }
}
