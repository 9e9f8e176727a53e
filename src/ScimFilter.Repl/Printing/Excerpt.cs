using System.Text;

namespace ScimFilter.Repl.Printing;

/// <summary>Shortens text to what fits on a line.</summary>
internal static class Excerpt
{
    public static string Of(ReadOnlySpan<byte> utf8, int maxCharacters)
    {
        // Four bytes a character at most, so that a huge event is not decoded for a short excerpt.
        return Of(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * (maxCharacters + 1))]), maxCharacters);
    }

    public static string Of(string text, int maxCharacters)
    {
        maxCharacters = Math.Max(1, maxCharacters);
        if (text.Length <= maxCharacters)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[maxCharacters - 1]) ? maxCharacters - 1 : maxCharacters;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
