namespace ScimFilter.Webhooks.Server.Checking;

/// <summary>
/// The work that one answer may cost, in what it reads, so that the same check always gives the same answer. For one thread.
/// </summary>
internal sealed class CheckBudget
{
    // To parse, compile, evaluate and explain a character of a filter takes as long as to read so many bytes of an event.
    private const int BytesPerCharacter = 256;

    // Some tenths of a second: 256 Ki characters of filters, or 64 MiB of events.
    private long _left = 64 << 20;

    /// <summary>Gets a value indicating whether the answer is to end here.</summary>
    public bool IsSpent => _left <= 0;

    /// <summary>Notes that a filter was tried on an event.</summary>
    public void Spend(int filterLength, int eventLength) => _left -= ((long)filterLength * BytesPerCharacter) + eventLength;
}
