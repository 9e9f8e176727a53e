namespace ScimFilter.Webhooks.Server.Signals;

/// <summary>Whether everything that requests need is in memory.</summary>
internal sealed class Startup
{
    private volatile bool _isReady;

    public bool IsReady
    {
        get => _isReady;
        set => _isReady = value;
    }
}
