using System.Runtime.CompilerServices;

namespace ScimFilter.Json.Slots;

/// <summary>
/// How much memory a buffer that is used again keeps between events. An event of unusual size leaves buffers many times its size; each
/// processor has its own, and may not see another such event.
/// </summary>
internal static class KeptMemory
{
    /// <summary>The most bytes that a buffer keeps.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Puts a small array in the place of one that is too large to be kept.</summary>
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
