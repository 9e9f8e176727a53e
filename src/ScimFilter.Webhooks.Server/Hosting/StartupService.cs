using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Sweeping;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>Brings into memory what the store has, before anything else starts.</summary>
internal sealed class StartupService(
    WebhooksOptions options, DataFolder folder, ApiKeyRing keys, IApiKeyStore keyStore, WebhookDirectory directory, HealthBook health,
    IDeliveryStore deliveries, StartingClock clock, Startup startup, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // The folder is this process's alone, so whoever claimed something is gone.
        await deliveries.ReturnExpiredAsync(DateTimeOffset.MaxValue, cancellationToken);
        await clock.BeginAsync(cancellationToken);
        await health.LoadAsync(deliveries, cancellationToken);
        await directory.LoadAsync(cancellationToken);
        await LoadKeysAsync(cancellationToken);
        startup.IsReady = true;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        startup.IsReady = false;
        return Task.CompletedTask;
    }

    private async Task LoadKeysAsync(CancellationToken cancellationToken)
    {
        await keys.LoadAsync(cancellationToken);
        if (keys.IsEmpty && options.Jwt.Count == 0)
        {
            var administrator = new Caller("default", "admin", ApiKeyRing.RolesOf([Roles.TenantAdmin]));
            (StoredApiKey stored, string key) = StoredApiKey.Create(administrator, time.GetUtcNow());
            await keyStore.AddAsync(stored, cancellationToken);
            await keys.LoadAsync(cancellationToken);

            // Not through the log: that may be kept for long, and elsewhere.
            Console.WriteLine($"Administrator key, shown this once: {key}");
        }

        Console.WriteLine($"Data folder: {folder.Path}");
    }
}
