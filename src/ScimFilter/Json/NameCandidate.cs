using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ScimFilter.Json;

/// <summary>A name as it is looked for before a colon: it and its quotes as the last of 32 bytes. Immutable.</summary>
internal sealed class NameCandidate
{
    private const byte Case = 0x20;

    private readonly Vector256<byte> _bytes;
    private readonly Vector256<byte> _mask;

    public NameCandidate(ScanNode node, NameCandidate? next)
    {
        Node = node;
        Next = next;
        Count = (next?.Count ?? 0) + 1;
        Span<byte> bytes = stackalloc byte[Vector256<byte>.Count];
        Span<byte> mask = stackalloc byte[Vector256<byte>.Count];
        bytes.Clear();
        mask.Clear();
        byte[] quoted = [(byte)'"', .. node.Utf8, (byte)'"'];
        byte[] end = quoted[^Math.Min(quoted.Length, bytes.Length)..];
        end.CopyTo(bytes[^end.Length..]);
        mask[^end.Length..].Fill(byte.MaxValue);
        if (end.Length < quoted.Length)
        {
            // The end of a long name is not all of it: never exactly what stands there, so that it gets a closer look.
            bytes[^1] ^= Case;
        }

        _bytes = Vector256.Create<byte>(bytes);
        _mask = Vector256.Create<byte>(mask);
    }

    public ScanNode Node { get; }

    /// <summary>Gets the next one with the same place in the table.</summary>
    public NameCandidate? Next { get; }

    /// <summary>Gets the number of those with the same place, this one and all after it.</summary>
    public int Count { get; }

    /// <summary>Whether the name and its quotes are what stands before a colon. The 32 bytes before that must be readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsExactly(ref byte colon) => DifferenceTo(ref colon) == Vector256<byte>.Zero;

    /// <summary>Whether they differ in nothing but bits that case is made of; then it may be the name in another spelling.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsPerhaps(ref byte colon) => (DifferenceTo(ref colon) & Vector256.Create(unchecked((byte)~Case))) == Vector256<byte>.Zero;

    /// <summary>Whether this is the name, and how it is spelled.</summary>
    public bool Is(ReadOnlySpan<byte> name, out bool exact)
    {
        exact = name.SequenceEqual(Node.Utf8);
        return exact || Ascii.EqualsIgnoreCase(name, Node.Utf8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> DifferenceTo(ref byte colon) =>
        (Vector256.LoadUnsafe(ref Unsafe.Subtract(ref colon, Vector256<byte>.Count)) ^ _bytes) & _mask;
}
