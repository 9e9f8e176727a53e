using System.Collections.Immutable;
using System.Text;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Replays;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>What any store must do. A store's tests derive from it and say how one is opened.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private protected static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly WebhookQuota _unlimited = new(int.MaxValue, int.MaxValue);

    private protected IWebhookStore Webhooks { get; set; } = null!;

    private protected IEventStore Events { get; set; } = null!;

    private protected IDeliveryStore Deliveries { get; set; } = null!;

    private protected IReplayStore Replays { get; set; } = null!;

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>Closes the store and opens it again, as a new process would.</summary>
    protected abstract Task ReopenAsync();

    private protected static Webhook NewWebhook(string id, string tenant = "t1", string user = "u1") => new()
    {
        TenantId = tenant,
        Id = id,
        Name = $"Name of {id}",
        Url = new Uri($"https://example.com/{id}"),
        EventTypes = ["type.a"],
        Enabled = true,
        CreatedByUserId = user,
        CreatedAt = Start,
        UpdatedAt = Start,
    };

    private protected static NewEvent NewEvent(string id, string type = "type.a", DateTimeOffset? at = null) =>
        new(id, type, EventShape.CloudEvent, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}"""), at ?? Start);

    private protected static Attempt NewAttempt(WebhookKey webhook, StoredEvent @event, bool succeeded, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        Webhook = webhook,
        EventPosition = @event.Position,
        EventType = @event.Content.Type,
        TriggeredAt = at,
        Succeeded = succeeded,
        RequestUrl = "https://example.com/",
    };

    private protected async Task<WebhookKey> AddAsync(Webhook webhook)
    {
        Assert.Equal(WebhookAddition.Added, await Webhooks.AddAsync(webhook, _unlimited, CancellationToken.None));
        return new WebhookKey(webhook.TenantId, webhook.Id);
    }

    /// <summary>Stores events and matches each with webhooks of the tenant.</summary>
    private protected async Task MatchAsync(string tenant, string[] events, params string[] webhooks)
    {
        await Events.AppendAsync(tenant, [.. events.Select(id => NewEvent(id))], CancellationToken.None);
        IReadOnlyList<StoredEvent> stored = await Events.ReadUnmatchedAsync(1_000, CancellationToken.None);
        await Events.SaveMatchesAsync(
            [.. stored.Select(e => new EventMatches(e.Position, e.TenantId, webhooks))], Start, Start, CancellationToken.None);
    }

    private protected async Task<ClaimedLane> ClaimAsync(WebhookKey webhook, int limit, DateTimeOffset? at = null)
    {
        DateTimeOffset now = at ?? Start;
        return Assert.Single(await Deliveries.ClaimAsync([new LaneClaim(webhook, limit)], now, now.AddMinutes(1), CancellationToken.None));
    }

    private protected async Task CompleteAsync(ClaimedDelivery claimed, DeliveryEnd end, DateTimeOffset at, DateTimeOffset? dueAt = null) =>
        await Deliveries.CompleteAsync(
            new DeliveryCompletion(
                claimed,
                NewAttempt(claimed.Webhook, claimed.Event, end == DeliveryEnd.Delivered, at),
                end,
                dueAt ?? at,
                end == DeliveryEnd.Delivered ? default(WebhookHealth) : default(WebhookHealth).Failed(at)),
            CancellationToken.None);

    private protected static string[] IdsOf(ClaimedLane lane) => [.. lane.Deliveries.Select(delivery => delivery.Event.Content.Id)];

    private protected static ImmutableSortedDictionary<string, string> Headers(string name, string value) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase).Add(name, value);
}
