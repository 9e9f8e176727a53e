namespace ScimFilter.Webhooks.Server.Signals;

/// <summary>Tells the matcher that events were stored. A hint: the truth is in the store.</summary>
internal sealed class IntakeSignal
{
    public WakeUp Stored { get; } = new();
}
