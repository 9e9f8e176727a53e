using ScimFilter.Json.Slots;

namespace ScimFilter.Runtime;

/// <summary>How a value and a literal compare, if they do.</summary>
internal interface IValueOrder
{
    static abstract bool TryCompare(ValueKind kind, ReadOnlySpan<byte> value, Literal literal, out int order);
}

/// <summary>Strings by text.</summary>
internal readonly struct TextOrder<TText> : IValueOrder
    where TText : ITextRule
{
    public static bool TryCompare(ValueKind kind, ReadOnlySpan<byte> value, Literal literal, out int order)
    {
        order = kind == ValueKind.String ? TText.Compare(value, literal) : 0;
        return kind == ValueKind.String;
    }
}

/// <summary>Numbers by value.</summary>
internal readonly struct NumberOrder : IValueOrder
{
    public static bool TryCompare(ValueKind kind, ReadOnlySpan<byte> value, Literal literal, out int order)
    {
        order = 0;
        return kind == ValueKind.Number && NumberRule.TryCompare(value, literal.Number, out order);
    }
}

/// <summary>Date-times by instant; a string that is no date-time does not compare.</summary>
internal readonly struct InstantOrder : IValueOrder
{
    public static bool TryCompare(ValueKind kind, ReadOnlySpan<byte> value, Literal literal, out int order)
    {
        order = 0;
        if (kind != ValueKind.String || !Instant.TryParse(value, out Instant instant) || !Instant.TryParse(literal.Utf8, out Instant other))
        {
            return false;
        }

        order = instant.CompareTo(other);
        return true;
    }
}

/// <summary>Without a schema: by instant when the value is a date-time too, else by text.</summary>
internal readonly struct InstantOrTextOrder<TText> : IValueOrder
    where TText : ITextRule
{
    public static bool TryCompare(ValueKind kind, ReadOnlySpan<byte> value, Literal literal, out int order) =>
        InstantOrder.TryCompare(kind, value, literal, out order) || TextOrder<TText>.TryCompare(kind, value, literal, out order);
}

/// <summary>Which orders an operator accepts.</summary>
internal interface IAccept
{
    static abstract bool Accepts(int order);
}

/// <summary><c>eq</c></summary>
internal readonly struct Same : IAccept
{
    public static bool Accepts(int order) => order == 0;
}

/// <summary><c>gt</c></summary>
internal readonly struct Greater : IAccept
{
    public static bool Accepts(int order) => order > 0;
}

/// <summary><c>ge</c></summary>
internal readonly struct GreaterOrSame : IAccept
{
    public static bool Accepts(int order) => order >= 0;
}

/// <summary><c>lt</c></summary>
internal readonly struct Less : IAccept
{
    public static bool Accepts(int order) => order < 0;
}

/// <summary><c>le</c></summary>
internal readonly struct LessOrSame : IAccept
{
    public static bool Accepts(int order) => order <= 0;
}
