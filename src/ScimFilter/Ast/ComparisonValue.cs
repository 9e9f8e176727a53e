namespace ScimFilter.Ast;

/// <summary>
/// The literal of a comparison (RFC 7644 figure 1, compValue): <c>"text"</c>, <c>12.5</c>, <c>true</c>, <c>false</c> or <c>null</c>.
/// </summary>
public sealed record ComparisonValue
{
    private readonly string? _text;
    private readonly ExactDecimal _number;

    internal ComparisonValue(ComparisonValueKind kind, string? text, ExactDecimal number, SourceSpan span)
    {
        Kind = kind;
        _text = text;
        _number = number;
        Span = span;
    }

    /// <summary>Gets <c>null</c>, which equals the absence of a value.</summary>
    public static ComparisonValue Null { get; } = new(ComparisonValueKind.Null, null, default, default);

    /// <summary>Gets <c>true</c>.</summary>
    public static ComparisonValue True { get; } = new(ComparisonValueKind.True, null, default, default);

    /// <summary>Gets <c>false</c>.</summary>
    public static ComparisonValue False { get; } = new(ComparisonValueKind.False, null, default, default);

    /// <summary>Gets the type of the literal.</summary>
    public ComparisonValueKind Kind { get; }

    /// <summary>Gets the place in the source text. Takes no part in equality.</summary>
    public SourceSpan Span { get; }

    /// <summary>Creates a string literal.</summary>
    /// <param name="text">The text, without escapes.</param>
    /// <exception cref="ArgumentException">The text holds an unpaired surrogate, which no filter can write.</exception>
    public static ComparisonValue String(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return JsonText.IndexOfUnpairedSurrogate(text) < 0
            ? new ComparisonValue(ComparisonValueKind.String, text, default, default)
            : throw new ArgumentException("The text holds an unpaired surrogate.", nameof(text));
    }

    /// <summary>Creates a number literal.</summary>
    /// <param name="number">The exact decimal value.</param>
    public static ComparisonValue Number(ExactDecimal number) => new(ComparisonValueKind.Number, null, number, default);

    /// <summary>Gives the text of a string literal.</summary>
    /// <exception cref="InvalidOperationException">The literal is not a string.</exception>
    public string GetString() => _text ?? throw new InvalidOperationException($"The value is {Kind}, not a string.");

    /// <summary>Gives the exact value of a number literal.</summary>
    /// <exception cref="InvalidOperationException">The literal is not a number.</exception>
    public ExactDecimal GetNumber() =>
        Kind == ComparisonValueKind.Number ? _number : throw new InvalidOperationException($"The value is {Kind}, not a number.");

    /// <inheritdoc/>
    public bool Equals(ComparisonValue? other) =>
        other is not null && Kind == other.Kind && string.Equals(_text, other._text, StringComparison.Ordinal) && _number == other._number;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _text, _number);

    /// <summary>Gives the canonical JSON text.</summary>
    public override string ToString() => Kind switch
    {
        ComparisonValueKind.String => JsonText.Quote(_text!),
        ComparisonValueKind.Number => _number.ToString(),
        ComparisonValueKind.True => "true",
        ComparisonValueKind.False => "false",
        _ => "null",
    };
}
