namespace ScimFilter.Matching.Tables;

/// <summary>Computes the hashes of the numbers of a table again, as a table only keeps the upper halves.</summary>
internal interface IHashSource
{
    /// <summary>Gives the hash of a number.</summary>
    ulong HashOf(int number);
}

/// <summary>Copies tables into larger ones.</summary>
internal static class Rehashing
{
    /// <summary>Adds the numbers of one table to another.</summary>
    public static void Copy<TSource>(HashSlots from, HashSlots to, TSource source)
        where TSource : struct, IHashSource
    {
        foreach (int number in from.Numbers())
        {
            to.Add(source.HashOf(number), number);
        }
    }
}
