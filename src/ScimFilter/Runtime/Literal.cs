using System.Text;
using ScimFilter.Ast;

namespace ScimFilter.Runtime;

/// <summary>The literal of a comparison, with what evaluation needs of it computed once. Immutable and thread-safe.</summary>
internal sealed class Literal
{
    /// <summary>The object itself, and those of its texts.</summary>
    private const int BytesWithoutText = 160;

    private readonly LiteralHead _head;

    public Literal(string text)
    {
        Text = text;
        Utf8 = Encoding.UTF8.GetBytes(text);
        _head = new LiteralHead(Utf8);
        IsAscii = Utf8.Length == text.Length;
    }

    public Literal(ExactDecimal number)
    {
        Text = "";
        Utf8 = [];
        Number = number;
    }

    /// <summary>Gives the literal of a value that is a string or a number; null for any other.</summary>
    public static Literal? Of(ComparisonValue value) => value.Kind switch
    {
        ComparisonValueKind.String => new Literal(value.GetString()),
        ComparisonValueKind.Number => new Literal(value.GetNumber()),
        _ => null,
    };

    public string Text { get; }

    /// <summary>Gets the text after case mapping, by which it is ordered when case is ignored.</summary>
    public string UpperText => field ??= string.Create(Text.Length, Text, static (upper, text) => CaseMapping.ToUpper(text, upper));

    public byte[] Utf8 { get; }

    public ref readonly LiteralHead Head => ref _head;

    public bool IsAscii { get; }

    /// <summary>Gets the memory of the literal in bytes, estimated.</summary>
    public long Bytes => BytesWithoutText + (sizeof(char) * (long)Text.Length) + Utf8.Length + Number.Digits.Length;

    public ExactDecimal Number { get; }

    public bool IsInstant => Instant.TryParse(Utf8, out _);
}
