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
    }

    private static int Next(ReadOnlySpan<char> text, int at)
    {
        int further = text[(at + 1)..].IndexOf(LongS);
        return further < 0 ? further : at + 1 + further;
    }
}
