namespace ScimFilter.Matching.Keys;

/// <summary>Which values of an attribute can be part of a key, and when two of them are equal.</summary>
internal enum KeyKind
{
    /// <summary>Strings, compared byte by byte.</summary>
    ExactText,

    /// <summary>Strings, compared without case; see <see cref="NormalizedValue.Fold"/>.</summary>
    FoldedText,

    /// <summary>Numbers, compared by exact decimal value.</summary>
    Number,

    /// <summary><c>true</c> and <c>false</c>.</summary>
    Boolean,
}

/// <summary>An attribute that some subscription compares with <c>eq</c> or <c>ne</c>.</summary>
/// <param name="Slot">The slot in which an event's values of the attribute are read.</param>
/// <param name="Kind">Which of these values count.</param>
internal readonly record struct KeyAttribute(int Slot, KeyKind Kind)
{
    /// <summary>The attribute number of the event type. Other attributes have higher numbers.</summary>
    public const int EventType = 0;
}
