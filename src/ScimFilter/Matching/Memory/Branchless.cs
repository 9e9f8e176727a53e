using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Memory;

/// <summary>
/// Conditions as numbers. The JIT compiles <c>condition ? 1 : 0</c> in a loop to a branch, which is mispredicted half of the time where the
/// condition is random.
/// </summary>
internal static class Branchless
{
    /// <summary>Gets one when a condition holds, and zero when it does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OneIf(bool condition) => Unsafe.BitCast<bool, byte>(condition);
}
