namespace ScimFilter;

/// <summary>How much of an event is read. On a well-formed event all three give the same answers.</summary>
public enum EventReading
{
    /// <summary>
    /// The whole structure: an event that is cut off is refused. Members that no filter needs are skipped without a check of their content.
    /// </summary>
    Full,

    /// <summary>
    /// Stops as soon as all needed attributes were found. The rest is not read, so it may be cut off or no JSON.
    /// </summary>
    EarlyExit,

    /// <summary>
    /// Checks every byte first (RFC 8259, valid UTF-8) and refuses what is not JSON. Costs about four times as much as <see cref="Full"/>.
    /// </summary>
    Strict,
}
