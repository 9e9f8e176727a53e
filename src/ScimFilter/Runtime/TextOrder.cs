namespace ScimFilter.Runtime;

/// <summary>Orders UTF-8 text by UTF-16 code unit.</summary>
/// <remarks>
/// UTF-8 orders by code point. UTF-16 differs in one place: characters above U+FFFF (first byte F0 and up) stand before U+E000 to U+FFFF
/// (first byte EE or EF).
/// </remarks>
internal static class TextOrder
{
    /// <summary>Compares two texts.</summary>
    /// <returns>Less than, equal to or greater than zero.</returns>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int common = left.CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[common]).CompareTo(Rank(right[common]));
    }

    /// <summary>Gives a byte whose order among the bytes at the same place of other texts is that of the texts.</summary>
    public static byte Rank(byte first) => first switch
    {
        >= 0xF0 => (byte)(first - 2),
        >= 0xEE => (byte)(first + 0x10),
        _ => first,
    };
}
