namespace ScimFilter.Json.Slots;

/// <summary>How values are compared for equality. An attribute may have a hash table of its values for each.</summary>
internal enum ValueForm
{
    ExactText,
    FoldedText,
    Number,
    Instant,
    Boolean,
}

/// <summary>
/// Hashes values of events and operands of tests. A value and an operand that it equals have the same hash; the reverse need not hold.
/// </summary>
internal interface IValueKey
{
    static abstract ValueForm Form { get; }

    /// <summary>Hashes a value of an event.</summary>
    /// <returns>Whether some operand may equal the value.</returns>
    static abstract bool TryHash(ValueKind kind, ReadOnlySpan<byte> value, out int hash);

    /// <summary>Hashes the operand of a test.</summary>
    static abstract int HashOf(object? operand);
}
