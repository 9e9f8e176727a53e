using System.Buffers;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Json.Slots;

namespace ScimFilter.Runtime;

/// <summary>Strings, case counting.</summary>
internal readonly struct ExactTextKey : IValueKey
{
    public static ValueForm Form => ValueForm.ExactText;

    public static bool TryHash(ValueKind kind, ReadOnlySpan<byte> value, out int hash) =>
        TextHash.TryHash(kind, value, StringComparison.Ordinal, out hash);

    public static int HashOf(object? operand) => string.GetHashCode(((Literal)operand!).Text, StringComparison.Ordinal);
}

/// <summary>Strings, case ignored.</summary>
internal readonly struct FoldedTextKey : IValueKey
{
    public static ValueForm Form => ValueForm.FoldedText;

    public static bool TryHash(ValueKind kind, ReadOnlySpan<byte> value, out int hash) =>
        TextHash.TryHash(kind, value, StringComparison.OrdinalIgnoreCase, out hash);

    public static int HashOf(object? operand) => string.GetHashCode(((Literal)operand!).Text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Numbers by their value: sign, digits and exponent.</summary>
internal readonly struct NumberKey : IValueKey
{
    private const int StackCharacters = 128;

    public static ValueForm Form => ValueForm.Number;

    public static bool TryHash(ValueKind kind, ReadOnlySpan<byte> value, out int hash)
    {
        hash = 0;
        if (kind != ValueKind.Number || !JsonNumber.TrySplit(value, out JsonNumberParts parts))
        {
            return false;
        }

        char[]? rented = value.Length <= StackCharacters ? null : ArrayPool<char>.Shared.Rent(value.Length);
        Span<char> digits = rented ?? stackalloc char[StackCharacters];
        int length = Encoding.ASCII.GetChars(value.Slice(parts.IntegerStart, parts.IntegerLength), digits);
        length += Encoding.ASCII.GetChars(value.Slice(parts.FractionStart, parts.FractionLength), digits[length..]);
        ReadOnlySpan<char> significant = digits[..length].TrimStart('0');
        long exponent = parts.Exponent + parts.IntegerLength - (length - significant.Length);
        hash = Combine(significant.TrimEnd('0'), parts.Negative, exponent);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return true;
    }

    public static int HashOf(object? operand)
    {
        ExactDecimal number = ((Literal)operand!).Number;
        return Combine(number.Digits, number.Sign < 0, number.Exponent);
    }

    private static int Combine(ReadOnlySpan<char> digits, bool isNegative, long exponent) =>
        digits.IsEmpty ? 0 : HashCode.Combine(string.GetHashCode(digits, StringComparison.Ordinal), isNegative, exponent);
}

/// <summary>
/// Date-times by instant. A literal that is a date-time only equals date-times, also where other strings are compared as text.
/// </summary>
internal readonly struct InstantKey : IValueKey
{
    public static ValueForm Form => ValueForm.Instant;

    public static bool TryHash(ValueKind kind, ReadOnlySpan<byte> value, out int hash)
    {
        hash = 0;
        if (kind != ValueKind.String || !Instant.TryParse(value, out Instant instant))
        {
            return false;
        }

        TextHash.TryHash(kind, instant.Fraction, StringComparison.Ordinal, out int fraction);
        hash = HashCode.Combine(instant.Seconds, fraction);
        return true;
    }

    public static int HashOf(object? operand)
    {
        TryHash(ValueKind.String, ((Literal)operand!).Utf8, out int hash);
        return hash;
    }
}

/// <summary>Truth values, compared with <c>true</c>.</summary>
internal readonly struct TrueKey : IValueKey
{
    public static ValueForm Form => ValueForm.Boolean;

    public static bool TryHash(ValueKind kind, ReadOnlySpan<byte> value, out int hash) => BooleanHash.TryHash(kind, out hash);

    public static int HashOf(object? operand) => (int)ValueKind.True;
}

/// <summary>Truth values, compared with <c>false</c>.</summary>
internal readonly struct FalseKey : IValueKey
{
    public static ValueForm Form => ValueForm.Boolean;

    public static bool TryHash(ValueKind kind, ReadOnlySpan<byte> value, out int hash) => BooleanHash.TryHash(kind, out hash);

    public static int HashOf(object? operand) => (int)ValueKind.False;
}

/// <summary>Hashes strings with the hash of the framework, which is seeded for each process.</summary>
internal static class TextHash
{
    public static bool TryHash(ValueKind kind, ReadOnlySpan<byte> value, StringComparison comparison, out int hash)
    {
        if (kind != ValueKind.String)
        {
            hash = 0;
            return false;
        }

        using var text = new DecodedText(value, stackalloc char[DecodedText.StackCharacters]);
        hash = string.GetHashCode(text.Characters, comparison);
        return true;
    }
}

/// <summary>Hashes truth values.</summary>
internal static class BooleanHash
{
    public static bool TryHash(ValueKind kind, out int hash)
    {
        hash = (int)kind;
        return kind is ValueKind.True or ValueKind.False;
    }
}
