using System.Text;
using ScimFilter.Ast;
using ScimFilter.Json.Slots;

namespace ScimFilter.Explaining;

/// <summary>Values as JSON text, cut where they are long.</summary>
internal static class ValueText
{
    private const int BytesPerCharacter = 4;
    private const string Cut = "…";

    /// <summary>Gives the text of a value of an event.</summary>
    public static string Of(ValueKind kind, ReadOnlySpan<byte> utf8)
    {
        // A huge value is not decoded for a short text.
        ReadOnlySpan<byte> start = utf8[..Math.Min(utf8.Length, (FilterExplanation.MaxValueLength + 1) * BytesPerCharacter)];
        string text = Encoding.UTF8.GetString(start);
        return kind == ValueKind.String ? Of(text) : Shorten(OnOneLine(text), out bool isCut) + (isCut ? Cut : "");
    }

    /// <summary>Gives the text of the literal of a filter.</summary>
    public static string Of(ComparisonValue literal) => literal.Kind == ComparisonValueKind.String
        ? Of(literal.GetString())
        : Shorten(literal.ToString(), out bool isCut) + (isCut ? Cut : "");

    private static string Of(string text) => JsonText.Quote(Shorten(text, out bool isCut)) + (isCut ? Cut : "");

    /// <summary>Control characters of JSON stand between its tokens only.</summary>
    private static string OnOneLine(string json) => json.ReplaceLineEndings(" ").Replace('\t', ' ');

    private static string Shorten(string text, out bool isCut)
    {
        isCut = text.Length > FilterExplanation.MaxValueLength;
        if (!isCut)
        {
            return text;
        }

        int end = FilterExplanation.MaxValueLength;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }
}
