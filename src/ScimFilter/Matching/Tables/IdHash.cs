namespace ScimFilter.Matching.Tables;

/// <summary>
/// The hashes of ids. Both halves are equal, and <see cref="HashSlots"/> keeps the upper one, so a table can be copied without the comparer
/// of ids, which may be slow or throw.
/// </summary>
internal static class IdHash
{
    /// <summary>2^64 divided by the golden ratio: spreads successive codes, as numbers have, evenly over a table.</summary>
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Gives the hash of an id.</summary>
    /// <param name="code">The hash code that the comparer gives.</param>
    public static ulong Of(int code) => OfUpper((uint)(((uint)code * Spread) >> 32) | 1);

    /// <summary>Gives the hash with an upper half.</summary>
    /// <param name="upper">The upper half, as <see cref="HashSlots.Enumerator.UpperHash"/> gives it.</param>
    public static ulong OfUpper(uint upper) => ((ulong)upper << 32) | upper;
}
