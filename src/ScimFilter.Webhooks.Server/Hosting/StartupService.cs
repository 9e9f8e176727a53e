using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Matching;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>Brings into memory what the store has, before anything else starts.</summary>
internal sealed class StartupService(
    WebhooksOptions options, DataFolder folder, ApiKeyRing keys, IApiKeyStore keyStore, WebhookDirectory directory, HealthBook health,
    IDeliveryStore deliveries, TimeProvider time) : IHostedService
{
    /// <summary>Gets a value indicating whether everything is in memory.</summary>
    public bool IsReady { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // The folder is this process's alone, so whoever claimed something is gone.
        await deliveries.ReturnExpiredAsync(DateTimeOffset.MaxValue, cancellationToken);
        await health.LoadAsync(deliveries, cancellationToken);
        await directory.LoadAsync(cancellationToken);
        await LoadKeysAsync(cancellationToken);
        IsReady = true;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        IsReady = false;
        return Task.CompletedTask;
    }

    private async Task LoadKeysAsync(CancellationToken cancellationToken)
    {
        List<(ApiKeyHash Hash, Caller Caller)> all =
            [.. ApiKeyRing.From(options.ApiKeys), .. await keyStore.ReadAllAsync(cancellationToken)];
        if (all.Count == 0 && options.Jwt.Count == 0)
        {
            string key = ApiKeyHash.NewKey();
            var administrator = new Caller("default", "admin", ApiKeyRing.RolesOf([Roles.TenantAdmin]));
            await keyStore.AddAsync(ApiKeyHash.Of(key), administrator, time.GetUtcNow(), cancellationToken);
            all.Add((ApiKeyHash.Of(key), administrator));

            // Not through the log: that may be kept for long, and elsewhere.
            Console.WriteLine($"Administrator key, shown this once: {key}");
        }

        keys.Load(all);
        Console.WriteLine($"Data folder: {folder.Path}");
    }
}
