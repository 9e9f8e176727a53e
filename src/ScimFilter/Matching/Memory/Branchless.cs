using System.Runtime.CompilerServices;

namespace ScimFilter.Matching.Memory;

/// <summary>Conditions as numbers. Of <c>condition ? 1 : 0</c> in a loop the compiler makes a branch, which costs much where it is a coin toss.</summary>
internal static class Branchless
{
    /// <summary>Gives one when a condition holds, and zero when it does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OneIf(bool condition) => Unsafe.BitCast<bool, byte>(condition);
}
