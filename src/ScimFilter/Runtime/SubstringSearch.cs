using System.Buffers;

namespace ScimFilter.Runtime;

/// <summary>
/// Finds a literal in a value in time linear in both, whatever they are. The framework's
/// <see cref="MemoryExtensions.IndexOf{T}(ReadOnlySpan{T}, ReadOnlySpan{T})"/> compares the literal again at every place that starts like
/// it: for <c>aaaa…b</c> in <c>aaaa…</c> that takes the length of the one times that of the other.
/// </summary>
internal static class SubstringSearch
{
    /// <summary>Literals of at most this length are left to the framework: what it compares again fits into one or two vectors.</summary>
    public const int ShortLength = 32;

    /// <summary>What a call of the framework costs, in items compared.</summary>
    private const int CallCost = 16;

    /// <summary>The most repeated comparisons for each item passed; beyond that the search that never goes back takes over.</summary>
    private const int MostInVain = 4;

    /// <summary>Whether a text contains a literal; the empty literal is in any text.</summary>
    public static bool Contains<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> literal)
        where T : unmanaged, IEquatable<T> =>
        literal.Length <= ShortLength ? text.IndexOf(literal) >= 0 : ContainsLong(text, literal);

    /// <summary>
    /// Searches the start of the literal by vectors and compares the rest there, as long as few comparisons fail late.
    /// </summary>
    private static bool ContainsLong<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> literal)
        where T : unmanaged, IEquatable<T>
    {
        ReadOnlySpan<T> head = literal[..ShortLength];
        ReadOnlySpan<T> rest = literal[ShortLength..];
        long inVain = 0;
        for (int start = 0; start <= text.Length - literal.Length; start++)
        {
            int next = text[start..^rest.Length].IndexOf(head);
            if (next < 0)
            {
                return false;
            }

            start += next;
            int common = text[(start + ShortLength)..].CommonPrefixLength(rest);
            if (common == rest.Length)
            {
                return true;
            }

            inVain += common + CallCost;
            if (inVain > literal.Length + ((long)start * MostInVain))
            {
                return ContainsByBorders(text[(start + 1)..], literal);
            }
        }

        return false;
    }

    /// <summary>Knuth, Morris and Pratt (SIAM Journal on Computing 1977): each item of the text is passed once.</summary>
    private static bool ContainsByBorders<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> literal)
        where T : unmanaged, IEquatable<T>
    {
        int[] rented = ArrayPool<int>.Shared.Rent(literal.Length);
        ReadOnlySpan<int> borders = FindBorders(literal, rented);
        int matched = 0;
        foreach (T item in text)
        {
            matched = Extend(literal, borders, matched, item);
            if (matched == literal.Length)
            {
                break;
            }
        }

        ArrayPool<int>.Shared.Return(rented);
        return matched == literal.Length;
    }

    /// <summary>For each start of the literal, the length of the longest shorter start that it ends with.</summary>
    private static ReadOnlySpan<int> FindBorders<T>(ReadOnlySpan<T> literal, int[] borders)
        where T : unmanaged, IEquatable<T>
    {
        borders[0] = 0;
        for (int i = 1; i < literal.Length; i++)
        {
            borders[i] = Extend(literal, borders, borders[i - 1], literal[i]);
        }

        return borders.AsSpan(0, literal.Length);
    }

    /// <summary>Gives how much of the literal is matched with one more item.</summary>
    private static int Extend<T>(ReadOnlySpan<T> literal, ReadOnlySpan<int> borders, int matched, T item)
        where T : unmanaged, IEquatable<T>
    {
        while (matched > 0 && !literal[matched].Equals(item))
        {
            matched = borders[matched - 1];
        }

        return literal[matched].Equals(item) ? matched + 1 : 0;
    }
}
