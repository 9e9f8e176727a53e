using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using ScimFilter.Json.Slots;

namespace ScimFilter.Runtime;

/// <summary>
/// How the text of an event, as <see cref="EventSlots.Text"/> gives it, compares with a literal. Both sides are UTF-8; order is by
/// UTF-16 code unit.
/// </summary>
internal interface ITextRule
{
    static abstract bool AreEqual(ReadOnlySpan<byte> value, Literal literal);

    static abstract bool Contains(ReadOnlySpan<byte> value, Literal literal);

    static abstract bool StartsWith(ReadOnlySpan<byte> value, Literal literal);

    static abstract bool EndsWith(ReadOnlySpan<byte> value, Literal literal);

    static abstract int Compare(ReadOnlySpan<byte> value, Literal literal);
}

/// <summary>Ordinal, byte by byte: UTF-8 text is equal, contained or a prefix exactly when its characters are.</summary>
internal readonly struct ExactText : ITextRule
{
    public static bool AreEqual(ReadOnlySpan<byte> value, Literal literal) =>
        literal.Head.IsHeadOf(value) && (value.Length <= LiteralHead.Size || IsTailEqual(value, literal));

    public static bool Contains(ReadOnlySpan<byte> value, Literal literal) => SubstringSearch.Contains(value, literal.Utf8);

    public static bool StartsWith(ReadOnlySpan<byte> value, Literal literal) => value.StartsWith(literal.Utf8);

    public static bool EndsWith(ReadOnlySpan<byte> value, Literal literal) => value.EndsWith(literal.Utf8);

    public static int Compare(ReadOnlySpan<byte> value, Literal literal) => TextOrder.Compare(value, literal.Utf8);

    // Rare, and a call that is inlined would have every test save registers for it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsTailEqual(ReadOnlySpan<byte> value, Literal literal) =>
        value[LiteralHead.Size..].SequenceEqual(literal.Utf8.AsSpan(LiteralHead.Size));
}

/// <summary>Ordinal, ignoring case. ASCII needs no decoding; anything else is compared as characters.</summary>
internal readonly struct FoldedText : ITextRule
{
    private delegate bool Comparison(ReadOnlySpan<char> value, Literal literal);

    public static bool AreEqual(ReadOnlySpan<byte> value, Literal literal)
    {
        if (Ascii.EqualsIgnoreCase(value, literal.Utf8))
        {
            return true;
        }

        return !IsAscii(value, literal)
            && Decoded(value, literal, static (text, other) => text.Equals(other.Text, StringComparison.OrdinalIgnoreCase));
    }

    public static bool Contains(ReadOnlySpan<byte> value, Literal literal) =>
        Decoded(value, literal, static (text, other) => CaseMapping.Contains(text, other));

    public static bool StartsWith(ReadOnlySpan<byte> value, Literal literal) =>
        IsAscii(value, literal)
            ? value.Length >= literal.Utf8.Length && Ascii.EqualsIgnoreCase(value[..literal.Utf8.Length], literal.Utf8)
            : Decoded(value, literal, static (text, other) => text.StartsWith(other.Text, StringComparison.OrdinalIgnoreCase));

    public static bool EndsWith(ReadOnlySpan<byte> value, Literal literal) =>
        IsAscii(value, literal)
            ? value.Length >= literal.Utf8.Length && Ascii.EqualsIgnoreCase(value[^literal.Utf8.Length..], literal.Utf8)
            : Decoded(value, literal, static (text, other) => text.EndsWith(other.Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// By UTF-16 code unit after case mapping, unlike <see cref="StringComparison.OrdinalIgnoreCase"/>, which orders by code point.
    /// </summary>
    public static int Compare(ReadOnlySpan<byte> value, Literal literal)
    {
        using var text = new DecodedText(value, stackalloc char[DecodedText.StackCharacters]);
        if (text.Characters.Equals(literal.Text, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        char[] upper = ArrayPool<char>.Shared.Rent(text.Characters.Length);
        CaseMapping.ToUpper(text.Characters, upper);
        int order = upper.AsSpan(0, text.Characters.Length).SequenceCompareTo(literal.UpperText);
        ArrayPool<char>.Shared.Return(upper);
        return order;
    }

    private static bool IsAscii(ReadOnlySpan<byte> value, Literal literal) => literal.IsAscii && Ascii.IsValid(value);

    private static bool Decoded(ReadOnlySpan<byte> value, Literal literal, Comparison compare)
    {
        using var text = new DecodedText(value, stackalloc char[DecodedText.StackCharacters]);
        return compare(text.Characters, literal);
    }
}
