namespace ScimFilter;

/// <summary>How much of an event is read. On a well-formed event all three give the same answers.</summary>
public enum EventReading
{
    /// <summary>The whole structure: an event that is cut off is refused. What no filter asks for is skipped and not looked at closely.</summary>
    Full,

    /// <summary>Stops as soon as everything that is asked for was found. What follows is not looked at, so it may be cut off or no JSON.</summary>
    EarlyExit,

    /// <summary>Checks every byte first (RFC 8259, valid UTF-8) and refuses what is not JSON. Costs about four times as much as <see cref="Full"/>.</summary>
    Strict,
}
