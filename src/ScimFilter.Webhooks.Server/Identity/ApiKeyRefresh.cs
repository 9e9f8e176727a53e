namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>
/// Takes keys into account that another process adds or revokes in the store: the command <c>keys</c> beside the running server.
/// </summary>
internal sealed partial class ApiKeyRefresh(ApiKeyRing keys, TimeProvider time, ILogger<ApiKeyRefresh> logger) : BackgroundService
{
    /// <summary>The longest time that a revoked key is still good for.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LoadAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task LoadAsync(CancellationToken stoppingToken)
    {
        try
        {
            await keys.LoadAsync(stoppingToken);
        }
#pragma warning disable CA1031 // The keys that are known stay good; the next round may do better.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            KeysUnreadable(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The keys could not be read; those that are known stay good.")]
    private partial void KeysUnreadable(Exception exception);
}
