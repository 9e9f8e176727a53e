using System.Buffers.Binary;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Deliveries and attempts in SQLite.</summary>
internal sealed class SqliteDeliveryStore(SqliteDatabase database) : IDeliveryStore
{
    // Whose deliveries: a webhook's number, by its tenant and identifier as the first two parameters.
    private const string Number = "(SELECT number FROM webhooks WHERE tenant = ?1 AND id = ?2)";

    private readonly OrphanWalk _orphans = new();

    public async ValueTask<IReadOnlyList<LaneDue>> ReadDueAsync(CancellationToken cancellationToken)
    {
        // Jumps from webhook to webhook in the index, however many rows each has.
        const string sql =
            """
            WITH RECURSIVE lanes (webhook) AS (
                SELECT MIN(webhook) FROM deliveries WHERE state = 0
                UNION ALL
                SELECT (SELECT MIN(webhook) FROM deliveries WHERE state = 0 AND webhook > lanes.webhook)
                FROM lanes WHERE lanes.webhook IS NOT NULL)
            SELECT w.tenant, w.id, (SELECT MIN(due_at) FROM deliveries d WHERE d.state = 0 AND d.webhook = lanes.webhook)
            FROM lanes JOIN webhooks w ON w.number = lanes.webhook
            """;
        return await database.ReadAsync(
            session => session.Query(sql, row => new LaneDue(new WebhookKey(row.GetString(0), row.GetString(1)), row.Time(2))),
            cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<ClaimedLane>> ClaimAsync(
        IReadOnlyList<LaneClaim> claims, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Once it is queued the claim happens, so it is waited for: what nobody waits for would be nobody's until the lease ends.
        List<ClaimedRows> claimed = await database.WriteAsync(
            session => claims.Select(claim => ClaimedRows.Claim(session, claim, now, leaseUntil)).ToList(),
            CancellationToken.None).ConfigureAwait(false);
        long[] positions = [.. claimed.SelectMany(lane => lane.Rows).Select(row => row.Position)];
        Dictionary<long, StoredEvent> events = positions.Length == 0
            ? []
            : await database.ReadAsync(session => SqliteEventStore.Read(session, positions), CancellationToken.None).ConfigureAwait(false);
        if (positions.Length > 0 && !Array.TrueForAll(positions, events.ContainsKey))
        {
            await database.WriteAsync(
                session => claimed.Sum(lane => lane.DeleteWithout(session, events)), CancellationToken.None).ConfigureAwait(false);
        }

        return [.. claimed.Select(lane => lane.With(events, leaseUntil))];
    }

    public async ValueTask CompleteAsync(DeliveryCompletion completion, CancellationToken cancellationToken)
    {
        var attempt = new AttemptRow(completion.Attempt);
        await database.WriteAsync(session => Complete(session, completion, attempt), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask RecordAsync(Attempt attempt, WebhookHealth? health, CancellationToken cancellationToken)
    {
        var row = new AttemptRow(attempt);
        await database.WriteAsync(
            session =>
            {
                row.Write(session);
                SaveHealth(session, attempt.Webhook, health);
                return 0;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask ReleaseAsync(IReadOnlyList<ClaimedDelivery> deliveries, CancellationToken cancellationToken)
    {
        const string sql =
            "UPDATE deliveries SET state = 0, lease_until = 0 "
            + $"WHERE webhook = {Number} AND position = ?3 AND state = 1 AND lease_until = ?4";
        await database.WriteAsync(
            session => deliveries.Sum(delivery => session.Execute(
                sql, delivery.Webhook.TenantId, delivery.Webhook.WebhookId, delivery.Event.Position, delivery.LeaseUntil.UtcTicks)),
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<int> ReturnExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Execute("UPDATE deliveries SET state = 0, lease_until = 0 WHERE state = 1 AND lease_until <= ?1", now.UtcTicks),
        cancellationToken);

    public ValueTask<int> RecoverAsync(WebhookKey webhook, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.Execute(
                $"UPDATE deliveries SET state = 0, attempts = 0, due_at = ?4 WHERE webhook = {Number} AND state = 2 AND due_at >= ?3",
                webhook.TenantId, webhook.WebhookId, since.UtcTicks, now.UtcTicks),
            cancellationToken);

    public ValueTask<int> HastenAsync(WebhookKey webhook, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.Execute(
                $"UPDATE deliveries SET due_at = ?3 WHERE webhook = {Number} AND state = 0 AND due_at > ?3",
                webhook.TenantId, webhook.WebhookId, now.UtcTicks),
            cancellationToken);

    public async ValueTask ShiftAsync(TimeSpan due, TimeSpan failing, CancellationToken cancellationToken) => await database.WriteAsync(
        session => (due == TimeSpan.Zero ? 0 : session.Execute("UPDATE deliveries SET due_at = due_at + ?1 WHERE state < 2", due.Ticks))
            + session.Execute("UPDATE health SET failing_since = failing_since + ?1", failing.Ticks),
        cancellationToken).ConfigureAwait(false);

    public ValueTask<int> LimitDueAsync(IReadOnlyList<DueLimit> limits, CancellationToken cancellationToken) =>
        limits.Count == 0
            ? throw new ArgumentException("There must be a limit for deliveries without an attempt.", nameof(limits))
            : database.WriteAsync(session => DueTimes.Limit(session, limits), cancellationToken);

    public ValueTask<Page<Attempt>> ListAsync(WebhookKey webhook, AttemptQuery query, CancellationToken cancellationToken) =>
        database.ReadForAsync(
            webhook.TenantId, session => AttemptPages.Read(session, webhook, query, database.Unreadable), cancellationToken);

    public async ValueTask<Attempt?> FindAsync(WebhookKey webhook, Guid attemptId, CancellationToken cancellationToken)
    {
        // The identifier begins with the millisecond of the attempt: no index of identifiers is needed.
        const string sql =
            $"SELECT {AttemptRow.Columns} FROM attempts WHERE webhook = {Number} AND succeeded IN (0, 1) "
            + "AND triggered_at >= ?3 AND triggered_at < ?3 + ?4 AND id = ?5";
        byte[] id = attemptId.ToByteArray(bigEndian: true);
        long milliseconds = BinaryPrimitives.ReadInt64BigEndian(id) >> 16;
        if (milliseconds < 0 || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        long time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcTicks;
        return await database.ReadForAsync(webhook.TenantId, Find, cancellationToken).ConfigureAwait(false);

        Attempt? Find(SqliteSession session)
        {
            Attempt? attempt = session.Query(
                sql, row => AttemptRow.Read(row, webhook, int.MaxValue, database.Unreadable),
                webhook.TenantId, webhook.WebhookId, time, TimeSpan.TicksPerMillisecond, id).SingleOrDefault();
            if (attempt is null)
            {
                return null;
            }

            (StoredEvent? @event, int? length) = SqliteEventStore.Read(session, attempt.EventPosition, int.MaxValue);
            return attempt with { Event = @event, EventLength = length };
        }
    }

    public async ValueTask<IReadOnlyDictionary<WebhookKey, WebhookHealth>> ReadHealthAsync(CancellationToken cancellationToken)
    {
        const string sql = "SELECT w.tenant, w.id, h.failures, h.failing_since FROM health h JOIN webhooks w ON w.number = h.webhook";
        return (await database.ReadAsync(
            session => session.Query(
                sql,
                row => (Key: new WebhookKey(row.GetString(0), row.GetString(1)), Health: new WebhookHealth(row.Count(2), row.Time(3)))),
            cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Key, row => row.Health);
    }

    public async ValueTask<int> PruneAsync(Retention retention, int limit, CancellationToken cancellationToken)
    {
        // The writer has other things to do than to look for what belongs to nothing.
        List<(long Webhook, long Position)> orphans =
            await database.ReadAsync(session => _orphans.Find(session, limit), cancellationToken).ConfigureAwait(false);
        return await database.WriteAsync(session => SqlitePruning.Prune(session, retention, orphans, limit), cancellationToken)
            .ConfigureAwait(false);
    }

    private static int Complete(SqliteSession session, DeliveryCompletion completion, AttemptRow attempt)
    {
        ClaimedDelivery delivery = completion.Delivery;
        attempt.Write(session);
        SaveHealth(session, delivery.Webhook, completion.Health);
        (string tenant, string id, long position, long lease) =
            (delivery.Webhook.TenantId, delivery.Webhook.WebhookId, delivery.Event.Position, delivery.LeaseUntil.UtcTicks);
        const string claimed = $"WHERE webhook = {Number} AND position = ?3 AND state = 1 AND lease_until = ?4";
        return completion.End == DeliveryEnd.Delivered
            ? session.Execute($"DELETE FROM deliveries {claimed}", tenant, id, position, lease)
            : session.Execute(
                $"UPDATE deliveries SET state = ?5, due_at = ?6, lease_until = 0, attempts = ?7 {claimed}",
                tenant, id, position, lease, completion.End == DeliveryEnd.Retry ? 0L : 2L, completion.DueAt.UtcTicks,
                (long)delivery.Attempt);
    }

    private static void SaveHealth(SqliteSession session, WebhookKey webhook, WebhookHealth? changed)
    {
        if (changed is not { } health)
        {
            return;
        }

        if (health.FailingSince is { } since)
        {
            session.Execute(
                "INSERT OR REPLACE INTO health (webhook, failures, failing_since) "
                + "SELECT number, ?3, ?4 FROM webhooks WHERE tenant = ?1 AND id = ?2",
                webhook.TenantId, webhook.WebhookId, health.Failures, since.UtcTicks);
        }
        else
        {
            session.Execute($"DELETE FROM health WHERE webhook = {Number}", webhook.TenantId, webhook.WebhookId);
        }
    }
}
