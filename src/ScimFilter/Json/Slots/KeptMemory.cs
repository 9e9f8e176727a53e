using System.Runtime.CompilerServices;

namespace ScimFilter.Json.Slots;

/// <summary>
/// Bounds the memory that a reused buffer keeps between events. After an event of unusual size a buffer is many times as large as others
/// need, and there is a set of buffers for each processor.
/// </summary>
internal static class KeptMemory
{
    /// <summary>The most bytes that a buffer keeps.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Replaces an array that is too large to be kept by a small one.</summary>
    /// <param name="buffer">The array.</param>
    /// <param name="length">The length of the small one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Trim<T>(ref T[] buffer, int length)
    {
        if (buffer.Length > MostBytes / Unsafe.SizeOf<T>())
        {
            buffer = new T[length];
        }
    }
}
