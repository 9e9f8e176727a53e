using System.Globalization;
using System.Text;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>Fills a data folder before the server starts.</summary>
internal static class Seed
{
    public const string EventType = "com.qlik.app.created";

    public static string Tenant(int i) => string.Create(CultureInfo.InvariantCulture, $"s{i}");

    public static Webhook NewWebhook(string tenant, int space, string id, string url) => new()
    {
        TenantId = tenant,
        Id = id,
        Name = id,
        Url = new Uri(url),
        Enabled = true,
        EventTypes = [EventType],
        Filter = $"spaceId eq \"{space}\"",
        CreatedByUserId = "u",
    };

    public static string NewEvent(string id, int space, long stamp) =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"s","type":"{{EventType}}","spaceid":"{{space}}","stamp":"{{stamp:D20}}","data":"{{new string('x', 700)}}"}""";

    /// <summary>Reads when an event was sent out of the request that brings it.</summary>
    public static long StampOf(ReadOnlySpan<byte> request)
    {
        int at = request.IndexOf("\"stamp\":\""u8);
        return long.Parse(request.Slice(at + 9, 20), CultureInfo.InvariantCulture);
    }

    public static async Task WebhooksAsync(string folder, IEnumerable<Webhook> webhooks)
    {
        await using SqliteDatabase database = Open(folder);
        var store = new SqliteWebhookStore(database, new AesSecretBox(new byte[AesSecretBox.KeyLength]));
        var quota = new WebhookQuota(int.MaxValue, int.MaxValue);
        await Task.WhenAll(webhooks.Select(webhook => store.AddAsync(webhook, quota, CancellationToken.None).AsTask()));
    }

    /// <summary>Stores events that are matched already and due, each at one of some webhooks in turn.</summary>
    public static async Task DueAsync(string folder, string tenant, string webhook, int webhooks, int count)
    {
        const int batch = 1_000;
        await using SqliteDatabase database = Open(folder);
        var store = new SqliteEventStore(database);
        for (int done = 0; done < count; done += batch)
        {
            NewEvent[] events = [.. Enumerable.Range(done, batch).Select(i => new NewEvent(
                $"due-{i}", EventType, EventShape.CloudEvent, Encoding.UTF8.GetBytes(NewEvent($"due-{i}", 0, 0)), DateTimeOffset.UtcNow))];
            await store.AppendAsync(tenant, events, CancellationToken.None);
            IReadOnlyList<StoredEvent> stored = await store.ReadUnmatchedAsync(batch, CancellationToken.None);
            await store.SaveMatchesAsync(
                [.. stored.Select((e, i) => new EventMatches(e.Position, tenant, [$"{webhook}{i % webhooks}"]))],
                DateTimeOffset.UtcNow, leaseUntil: default, CancellationToken.None);
        }
    }

    private static SqliteDatabase Open(string folder)
    {
        Directory.CreateDirectory(folder);
        return new SqliteDatabase(Path.Combine(folder, "webhooks.db"));
    }
}
