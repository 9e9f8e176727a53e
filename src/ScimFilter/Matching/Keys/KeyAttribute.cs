namespace ScimFilter.Matching.Keys;

/// <summary>Which values of an attribute are keys, and when two of them are one.</summary>
internal enum KeyKind
{
    /// <summary>Strings, byte by byte.</summary>
    ExactText,

    /// <summary>Strings with case folded away.</summary>
    FoldedText,

    /// <summary>Numbers, by exact decimal value.</summary>
    Number,

    /// <summary><c>true</c> and <c>false</c>.</summary>
    Boolean,
}

/// <summary>An attribute that some subscription compares with <c>eq</c> or <c>ne</c>.</summary>
/// <param name="Slot">Where the values of an event are.</param>
/// <param name="Kind">Which of its values are keys.</param>
internal readonly record struct KeyAttribute(int Slot, KeyKind Kind)
{
    /// <summary>The number that stands for the event type; those of attributes follow.</summary>
    public const int EventType = 0;
}
