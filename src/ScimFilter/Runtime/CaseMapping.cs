using System.Buffers;

namespace ScimFilter.Runtime;

/// <summary>Case mapping as comparison without case has it, so that what is not equal is never of the same order.</summary>
internal static class CaseMapping
{
    /// <summary>The long s has the capital S, and yet does not equal it when case is ignored.</summary>
    private const char LongS = '\u017F';

    /// <summary>Writes the upper-case text, which is as long as the text itself.</summary>
    public static void ToUpper(ReadOnlySpan<char> text, Span<char> upper)
    {
        text.ToUpperInvariant(upper);
        for (int at = text.IndexOf(LongS); at >= 0; at = Next(text, at))
        {
            upper[at] = LongS;
        }

        SupplementaryCase.Map(text, upper);
    }

    /// <summary>Whether a text contains a literal when case is ignored. Takes time linear in both.</summary>
    public static bool Contains(ReadOnlySpan<char> text, Literal literal)
    {
        // The framework searches a short literal of ASCII by vectors, and another one letter by letter from every place.
        if (literal.Text.Length <= SubstringSearch.ShortLength && (literal.IsAscii || text.Length <= DecodedText.StackCharacters))
        {
            return text.Contains(literal.Text, StringComparison.OrdinalIgnoreCase);
        }

        char[] upper = ArrayPool<char>.Shared.Rent(text.Length);
        ToUpper(text, upper);
        bool contains = SubstringSearch.Contains(upper.AsSpan(0, text.Length), literal.UpperText);
        ArrayPool<char>.Shared.Return(upper);
        return contains;
    }

    private static int Next(ReadOnlySpan<char> text, int at)
    {
        int further = text[(at + 1)..].IndexOf(LongS);
        return further < 0 ? further : at + 1 + further;
    }
}
