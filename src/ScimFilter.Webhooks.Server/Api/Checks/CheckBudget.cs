namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>
/// The work that one request may cost, counted by what is read and written and not by a clock, so that the same check always gives the same
/// answer. A unit is the reading of a byte of an event. For one thread.
/// </summary>
internal sealed class CheckBudget
{
    // To parse, compile and evaluate a character of a filter, or to make and write a byte of an explanation, takes as long as to read so
    // many bytes of an event.
    private const int UnitsPerCharacter = 256;
    private const int UnitsPerExplanationByte = 256;

    // About a tenth of a second: 512 Ki characters of filters, 512 KiB of explanations, or 128 MiB of events.
    private long _left = 128 << 20;

    /// <summary>Gets a value indicating whether the answer is to end here.</summary>
    public bool IsSpent => _left <= 0;

    /// <summary>Notes that a filter was tried on an event.</summary>
    /// <param name="filterLength">The characters of the filter.</param>
    /// <param name="eventLength">The bytes of the event.</param>
    /// <param name="explanationLength">The bytes of the explanation; zero without one.</param>
    public void Spend(int filterLength, int eventLength, int explanationLength) =>
        _left -= ((long)filterLength * UnitsPerCharacter) + eventLength + ((long)explanationLength * UnitsPerExplanationByte);
}
