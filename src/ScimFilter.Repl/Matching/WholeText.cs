using System.Text;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Matching;

/// <summary>JSON can spell half of a surrogate pair, which no event can hold and no output can show.</summary>
internal static class WholeText
{
    /// <summary>Gives a text that has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The member it is of.</param>
    /// <exception cref="InputFormatException">It has one.</exception>
    public static string Require(string text, string name)
    {
        ReadOnlySpan<char> rest = text;
        while (rest.IndexOfAnyInRange('\ud800', '\udfff') is var surrogate and >= 0)
        {
            if (!Rune.TryGetRuneAt(text, text.Length - rest.Length + surrogate, out Rune pair))
            {
                throw new InputFormatException($"\"{name}\" holds half of a surrogate pair");
            }

            rest = rest[(surrogate + pair.Utf16SequenceLength)..];
        }

        return text;
    }
}
