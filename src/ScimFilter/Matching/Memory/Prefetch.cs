using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ScimFilter.Matching.Memory;

/// <summary>
/// Tells the processor to load memory into its caches before it is read, so that loads from main memory, about a hundred nanoseconds each,
/// overlap. Has no effect on what is read. Does nothing on processors without the instruction.
/// </summary>
internal static unsafe class Prefetch
{
    /// <summary>The number of bytes of a cache line.</summary>
    public const int LineSize = 64;

    /// <summary>The hardware recognises sequential reads and prefetches a text itself behind this many bytes.</summary>
    private const int MaxTextBytes = 16 * LineSize;

    /// <summary>Prefetches the cache line that holds a place. If the GC moves the object meanwhile, the prefetch is wasted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line<T>(ref T place)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        }
    }

    /// <summary>Prefetches the first cache line of an object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Object(object? value)
    {
        if (value is not null)
        {
            Line(ref Unsafe.As<Content>(value).First);
        }
    }

    /// <summary>Prefetches the beginning of a text that is read from its start.</summary>
    public static void Text(ReadOnlySpan<byte> text)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        for (int i = 0; i < Math.Min(text.Length, MaxTextBytes); i += LineSize)
        {
            Line(ref Unsafe.Add(ref first, i));
        }
    }

    /// <summary>Any object, seen as its first byte behind the header.</summary>
    private sealed class Content
    {
        public byte First;
    }
}
