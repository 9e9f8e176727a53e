using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ScimFilter.Webhooks.Access;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Api;
using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Checks;
using ScimFilter.Webhooks.Server.Api.RateLimits;
using ScimFilter.Webhooks.Server.Api.Webhooks;
using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery;
using ScimFilter.Webhooks.Server.Delivery.Http;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Delivery.Resolving;
using ScimFilter.Webhooks.Server.Delivery.Sending;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Intake;
using ScimFilter.Webhooks.Server.Matching;
using ScimFilter.Webhooks.Server.Replaying;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Replays;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Upkeep;
using ScimFilter.Webhooks.Server.Sweeping;
using ScimFilter.Webhooks.Server.Telemetry;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>What the service is made of.</summary>
internal static class ServiceRegistration
{
    public static void AddWebhookService(this IServiceCollection services, WebhooksOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Delivery);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<WebhookMetrics>();
        services.AddDomain(options);
        services.AddStorage(options);
        services.AddDelivery(options);
        services.AddApi(options);

        // Started in this order, and stopped the other way round, after the last request was answered.
        services.AddSingleton<Startup>();
        services.AddHostedService<StartupService>();
        services.AddHostedService<MatchingService>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliverySender>());
        services.AddHostedService(provider => provider.GetRequiredService<ReplayService>());
        services.AddHostedService<SweepingService>();
        services.AddHostedService<ApiKeyRefresh>();
        services.AddHostedService<SpaceKeeper>();
        services.AddHostedService<ClockWatch>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Delivery.DrainTimeout + TimeSpan.FromSeconds(10));
    }

    /// <summary>Puts the service's clock in front of the time provider that is registered.</summary>
    public static void AddServiceClock(this IServiceCollection services)
    {
        ServiceDescriptor system = services.Last(service => service.ServiceType == typeof(TimeProvider));
        services.RemoveAll<TimeProvider>();
        services.AddSingleton(provider => new ServiceClock(
            (TimeProvider)(system.ImplementationInstance ?? system.ImplementationFactory!(provider))));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<ServiceClock>());
    }

    private static void AddDomain(this IServiceCollection services, WebhooksOptions options)
    {
        EventProfile profile = EventProfiles.Of(options);
        services.AddSingleton(profile);
        services.AddSingleton(profile.Catalogue);
        services.AddSingleton(new AddressPolicy(options.AllowedNetworks.Select(network => IPNetwork.Parse(network))));
        services.AddSingleton<WebhookRules>();
        services.AddSingleton<IResourceAccess>(new OwnerAccess());
        services.AddSingleton(provider =>
            new WebhookMatcher(profile, provider.GetRequiredService<IResourceAccess>()));
        services.AddSingleton<WebhookDirectory>();
        services.AddSingleton<IntakeSignal>();
        services.AddSingleton<IncomingEvents>();
        services.AddSingleton<ReplayReader>();
        services.AddSingleton<ReplayCounter>();
        services.AddSingleton<ReplayService>();
        services.AddSingleton<CheckTurns>();
        services.AddSingleton<FilterTrial>();
        services.AddSingleton<EventTrial>();
    }

    private static void AddStorage(this IServiceCollection services, WebhooksOptions options)
    {
        services.AddSingleton(_ => new DataFolder(options.DataFolder));
        services.AddSingleton<FolderLock>();
        services.AddSingleton(provider => new SecretKeys(provider.GetRequiredService<DataFolder>(), options.EncryptionKey));

        // The lock is taken before the database is opened, and given back after it is closed.
        services.AddSingleton(provider =>
        {
            _ = provider.GetRequiredService<FolderLock>();
            return new SqliteDatabase(
                provider.GetRequiredService<DataFolder>().DatabasePath, provider.GetRequiredService<UnreadableRows>());
        });
        services.AddSingleton<ISecretBox>(provider =>
        {
            SecretKeys keys = provider.GetRequiredService<SecretKeys>();
            SqliteDatabase database = provider.GetRequiredService<SqliteDatabase>();
            return database.WriteAsync(keys.Open, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        });
        services.AddSingleton<UnreadableRows>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IWebhookStore, SqliteWebhookStore>();
        services.AddSingleton<IEventStore, SqliteEventStore>();
        services.AddSingleton<IDeliveryStore, SqliteDeliveryStore>();
        services.AddSingleton<IApiKeyStore, SqliteApiKeyStore>();
        services.AddSingleton<IReplayStore, SqliteReplayStore>();
        services.AddSingleton<SqliteClockStore>();
        services.AddSingleton<StoredTimes>();
        services.AddSingleton<StartingClock>();
    }

    private static void AddDelivery(this IServiceCollection services, WebhooksOptions options)
    {
        services.AddSingleton(new DeliveryRequestBuilder(DeliveryRequestOptions.Default with
        {
            Shape = options.Delivery.Shape,
            Signatures = options.Delivery.StandardWebhooks
                ? SignatureHeaders.Qlik | SignatureHeaders.StandardWebhooks
                : SignatureHeaders.Qlik,
        }));
        services.AddSingleton((options.Delivery.RetryDelays.Count == 0
            ? RetrySchedule.Default
            : RetrySchedule.Default with { Delays = [.. options.Delivery.RetryDelays] }) with
        { MaxRetryAfter = options.Delivery.MaxRetryAfter });
        services.AddNames(options.Dns);
        services.AddSingleton<GuardedConnector>();
        services.AddSingleton<SilentNames>();
        services.AddSingleton<PlainTextTargets>();
        services.AddSingleton<WebhookPoster>();
        services.AddSingleton<EventBodies>();
        services.AddSingleton<AttemptMaker>();
        services.AddSingleton<HealthBook>();
        services.AddSingleton<FailureRule>();
        services.AddSingleton<DeliveryWorker>();
        services.AddSingleton<Resending>();
        services.AddSingleton<LaneHints>();
        services.AddSingleton<LaneTable>();
        services.AddSingleton<DeliverySender>();
    }

    private static void AddNames(this IServiceCollection services, DnsOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(provider => new SystemNames(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DnsServers>();
        services.AddSingleton<DnsLookup>();
        services.AddSingleton<NameCache>();
        services.AddSingleton<INameResolver, DnsNameResolver>();
    }

    private static void AddApi(this IServiceCollection services, WebhooksOptions options)
    {
        services.AddSingleton<ApiKeyRing>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<WebhookEdit>();
        services.AddSingleton<WebhookBodies>();
        services.AddBearerAuthentication(options);
        services.AddApiDescription();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;

            // Answers are never put into a page as they are; filters are full of quotes.
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
    }
}
