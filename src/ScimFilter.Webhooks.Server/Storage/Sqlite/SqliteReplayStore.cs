using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Replays;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Replays in SQLite.</summary>
internal sealed class SqliteReplayStore(SqliteDatabase database) : IReplayStore
{
    private const string Columns =
        "w.tenant, w.id, r.since, r.until, r.through, r.at_time, r.at_position, r.events, r.matches, r.deliveries, r.started_at, "
        + "r.ended_at";

    private const string Select = $"SELECT {Columns} FROM replays r JOIN webhooks w ON w.number = r.webhook";

    private const string NumberOf = "SELECT number FROM webhooks WHERE tenant = ?1 AND id = ?2";

    public ValueTask<ReplaySize> MeasureAsync(
        string tenantId, DateTimeOffset since, DateTimeOffset until, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        session => Measure(session, tenantId, since, until, limit), cancellationToken);

    public ValueTask<bool> BeginAsync(Replay replay, CancellationToken cancellationToken)
    {
        const string sql =
            """
            INSERT INTO replays (webhook, since, until, through, at_time, at_position, events, matches, deliveries, started_at, ended_at)
            SELECT number, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, ?8, NULL FROM webhooks WHERE tenant = ?1 AND id = ?2
            ON CONFLICT (webhook) DO UPDATE SET
                (since, until, through, at_time, at_position, events, matches, deliveries, started_at, ended_at)
                = (?3, ?4, ?5, ?6, ?7, 0, 0, 0, ?8, NULL)
            WHERE ended_at IS NOT NULL
            """;
        return database.WriteAsync(
            session => session.Execute(
                sql, replay.Webhook.TenantId, replay.Webhook.WebhookId, replay.Period.Since.UtcTicks, replay.Period.Until.UtcTicks,
                replay.Period.Through, replay.Place.ReceivedAt.UtcTicks, replay.Place.Position, replay.StartedAt.UtcTicks) == 1,
            cancellationToken);
    }

    public async ValueTask<Replay?> FindAsync(WebhookKey webhook, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            session => session.Query($"{Select} WHERE w.tenant = ?1 AND w.id = ?2", Read, webhook.TenantId, webhook.WebhookId),
            cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    public async ValueTask<IReadOnlyList<Replay>> ReadRunningAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query($"{Select} WHERE r.ended_at IS NULL ORDER BY r.started_at, r.webhook", Read), cancellationToken)
        .ConfigureAwait(false);

    public ValueTask<ReplayPage> ReadAsync(
        ReplayPeriod period, ReplayPlace place, int limit, int maxBytes, CancellationToken cancellationToken) => database.ReadAsync(
        session => ReadPage(session, period, place, limit, maxBytes), cancellationToken);

    public ValueTask<int> CountMissingAsync(WebhookKey webhook, IReadOnlyList<long> positions, CancellationToken cancellationToken)
    {
        const string sql =
            "SELECT NOT EXISTS (SELECT 1 FROM deliveries WHERE webhook = ?1 AND position = ?2 AND state <> 2) "
            + "AND NOT EXISTS (SELECT 1 FROM attempts WHERE webhook = ?1 AND position = ?2 AND succeeded = 1)";
        return database.ReadAsync(
            session =>
            {
                long number = session.Scalar(NumberOf, webhook.TenantId, webhook.WebhookId);
                return positions.Sum(position => (int)session.Scalar(sql, number, position));
            },
            cancellationToken);
    }

    public ValueTask<Replay?> SaveAsync(
        Replay replay, IReadOnlyList<long> positions, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        session => Save(session, replay, positions, now), cancellationToken);

    private static ReplaySize Measure(SqliteSession session, string tenantId, DateTimeOffset since, DateTimeOffset until, int limit)
    {
        const string events = "FROM events WHERE tenant = ?1 AND received_at >= ?2 AND received_at < ?3 AND position <= ?4";
        long through = session.Scalar("SELECT position FROM progress WHERE name = 'matched'");
        long count = session.Scalar(
            $"SELECT COUNT(*) FROM (SELECT 1 {events} LIMIT ?5)", tenantId, since.UtcTicks, until.UtcTicks, through, (long)limit + 1);
        DateTimeOffset? fits = count <= limit ? null : session.Query(
            $"SELECT received_at {events} ORDER BY received_at LIMIT 1 OFFSET ?5", row => row.Time(0),
            tenantId, since.UtcTicks, until.UtcTicks, through, limit).Single();
        return new ReplaySize(new ReplayPeriod(tenantId, since, until, through), (int)Math.Min(count, limit), fits);
    }

    private static ReplayPage ReadPage(SqliteSession session, ReplayPeriod period, ReplayPlace place, int limit, int maxBytes)
    {
        // The lengths first: a page of long events is cut short before their bodies are read.
        const string sql =
            "SELECT received_at, position, LENGTH(body) FROM events WHERE tenant = ?1 AND received_at >= ?2 "
            + "AND (received_at, position) > (?2, ?3) AND received_at < ?4 AND position <= ?5 ORDER BY received_at, position LIMIT ?6";
        var rows = session.Query(
            sql, row => (Place: new ReplayPlace(row.Time(0), row.GetInt64(1)), Length: row.GetInt64(2)),
            period.TenantId, place.ReceivedAt.UtcTicks, place.Position, period.Until.UtcTicks, period.Through, limit);
        int taken = 0;
        for (long bytes = 0; taken < rows.Count && (taken == 0 || bytes + rows[taken].Length <= maxBytes); taken++)
        {
            bytes += rows[taken].Length;
        }

        Dictionary<long, StoredEvent> events = SqliteEventStore.Read(session, rows.Take(taken).Select(row => row.Place.Position));
        return new ReplayPage(
            [.. rows.Take(taken).Where(row => events.ContainsKey(row.Place.Position)).Select(row => events[row.Place.Position])],
            taken == 0 ? place : rows[taken - 1].Place,
            taken == rows.Count && rows.Count < limit);
    }

    private static Replay? Save(SqliteSession session, Replay replay, IReadOnlyList<long> positions, DateTimeOffset now)
    {
        // One that waits keeps its time, one that was given up begins anew, and one that was delivered gets none.
        const string insert =
            """
            INSERT INTO deliveries (webhook, position, state, attempts, due_at, lease_until)
            SELECT ?1, ?2, 0, 0, ?3, 0 WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE webhook = ?1 AND position = ?2 AND succeeded = 1)
            ON CONFLICT (webhook, position) DO UPDATE SET state = 0, attempts = 0, due_at = ?3 WHERE state = 2
            """;
        const string update =
            "UPDATE replays SET at_time = ?2, at_position = ?3, events = ?4, matches = ?5, deliveries = ?6, ended_at = ?7 "
            + "WHERE webhook = ?1 AND ended_at IS NULL";
        long number = session.Scalar(NumberOf, replay.Webhook.TenantId, replay.Webhook.WebhookId);
        if (session.Scalar("SELECT COUNT(*) FROM replays WHERE webhook = ?1 AND ended_at IS NULL", number) == 0)
        {
            return null;
        }

        int created = positions.Sum(position => session.Execute(insert, number, position, now.UtcTicks));
        Replay saved = replay with { Counts = replay.Counts + new ReplayCounts(0, 0, created) };
        session.Execute(
            update, number, saved.Place.ReceivedAt.UtcTicks, saved.Place.Position, saved.Counts.Events, saved.Counts.Matches,
            saved.Counts.Deliveries, saved.EndedAt?.UtcTicks);
        return saved;
    }

    private static Replay Read(SqliteRow row) => new(
        new WebhookKey(row.GetString(0), row.GetString(1)),
        new ReplayPeriod(row.GetString(0), row.Time(2), row.Time(3), row.GetInt64(4)),
        new ReplayPlace(row.Time(5), row.GetInt64(6)),
        new ReplayCounts(row.GetInt32(7), row.GetInt32(8), row.GetInt32(9)),
        row.Time(10),
        row.IsNull(11) ? null : row.Time(11));
}
