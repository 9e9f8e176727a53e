using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ScimFilter.Matching.Memory;

/// <summary>Asks the processor for memory that is needed a little later. Where there is no such instruction it does nothing.</summary>
internal static unsafe class Prefetch
{
    /// <summary>The bytes that come at once.</summary>
    public const int LineSize = 64;

    /// <summary>Behind so many bytes of a text, memory comes by itself.</summary>
    private const int MostAskedText = 16 * LineSize;

    /// <summary>Asks for the line of the cache that holds a place. Should the collector move what is there, nothing is asked for in vain but time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<T>(ref T place)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        }
    }

    /// <summary>Asks for an object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Object(object? value)
    {
        if (value is not null)
        {
            Line(ref Unsafe.As<Content>(value).First);
        }
    }

    /// <summary>Asks for a text that is read from its start.</summary>
    public static void Text(ReadOnlySpan<byte> text)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        for (int i = 0; i < Math.Min(text.Length, MostAskedText); i += LineSize)
        {
            Line(ref Unsafe.Add(ref first, i));
        }
    }

    /// <summary>Any object, seen as its first byte.</summary>
    private sealed class Content
    {
        public byte First;
    }
}
