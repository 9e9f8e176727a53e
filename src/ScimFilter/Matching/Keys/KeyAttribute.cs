namespace ScimFilter.Matching.Keys;

/// <summary>Which values of an attribute count, and how they are normalised; see <see cref="NormalizedValue"/>.</summary>
internal enum KeyKind
{
    /// <summary>Strings, compared byte by byte.</summary>
    ExactText,

    /// <summary>Strings, compared without case.</summary>
    FoldedText,

    /// <summary>Numbers, compared by exact decimal value.</summary>
    Number,

    /// <summary><c>true</c> and <c>false</c>.</summary>
    Boolean,

    /// <summary>Strings that are date-times, compared by instant.</summary>
    Instant,

    /// <summary>Strings: date-times are ordered by instant, others as <see cref="ExactText"/>.</summary>
    InstantOrExact,

    /// <summary>Strings: date-times are ordered by instant, others as <see cref="FoldedText"/>.</summary>
    InstantOrFolded,

    /// <summary>Whether there is a value, and whether it is present; see <see cref="NormalizedValue.StateOf"/>.</summary>
    State,
}

/// <summary>An attribute on whose values keys or conditions depend.</summary>
/// <param name="Slot">The slot in which an event's values of the attribute are read.</param>
/// <param name="Kind">Which of these values count.</param>
internal readonly record struct KeyAttribute(int Slot, KeyKind Kind)
{
    /// <summary>The attribute number of the event type. Other attributes have higher numbers.</summary>
    public const int EventType = 0;
}
