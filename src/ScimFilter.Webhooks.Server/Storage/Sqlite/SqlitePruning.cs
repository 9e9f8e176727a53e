using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>
/// Forgets what is old, a bounded number of rows at a time. Rows are in the order of time, so the oldest are at the front.
/// </summary>
internal static class SqlitePruning
{
    public static int Prune(
        SqliteSession session, Retention retention, IReadOnlyList<(long Webhook, long Position)> orphans, int limit) =>
        PruneAttempts(session, retention, limit) + PruneBodies(session, retention, limit) + PruneIds(session, retention, limit)
        + orphans.Sum(orphan =>
            session.Execute("DELETE FROM deliveries WHERE webhook = ?1 AND position = ?2", orphan.Webhook, orphan.Position));

    private static int PruneAttempts(SqliteSession session, Retention retention, int limit)
    {
        var old = Front(
            session.Query(
                "SELECT number, triggered_at FROM attempts ORDER BY number LIMIT ?1",
                row => (Number: row.GetInt64(0), TriggeredAt: row.Time(1)), limit),
            row => row.TriggeredAt, retention.History, retention.Now);
        return old.Count == 0 ? 0 : session.Execute("DELETE FROM attempts WHERE number <= ?1", old[^1].Number);
    }

    // Only the front is looked at: whoever searched on for what is old would read all that is not. A row between old ones that is later
    // than now was stamped by a wrong clock, and must not keep what is behind it.
    private static List<T> Front<T>(List<T> rows, Func<T, DateTimeOffset> stamp, DateTimeOffset before, DateTimeOffset? now)
    {
        int count = 0;
        for (int i = 0; i < rows.Count && (stamp(rows[i]) < before || stamp(rows[i]) > now); i++)
        {
            count = stamp(rows[i]) < before ? i + 1 : count;
        }

        return rows[..count];
    }

    // Its deliveries go when the walk comes to them. An event stays that is not matched yet, or has to be delivered to a webhook that is
    // enabled: only a clock that is wrong, or a receiver that is slow for days, makes such an event look old.
    private static int PruneBodies(SqliteSession session, Retention retention, int limit)
    {
        const string select =
            "SELECT position, received_at FROM events WHERE position > (SELECT position FROM progress WHERE name = 'pruned') "
            + "AND position <= (SELECT position FROM progress WHERE name = 'matched') ORDER BY position LIMIT ?1";

        long[] old =
        [
            .. Front(
                session.Query(select, row => (Position: row.GetInt64(0), ReceivedAt: row.Time(1)), limit),
                row => row.ReceivedAt, retention.History, retention.Now).Select(row => row.Position),
        ];
        if (old.Length > 0 && FirstUndelivered(session, old[0], old[^1]) is { } first)
        {
            old = [.. old.TakeWhile(position => position < first)];
        }

        if (old.Length > 0)
        {
            session.Execute("UPDATE events SET body = NULL WHERE position BETWEEN ?1 AND ?2", old[0], old[^1]);
            session.Execute("UPDATE progress SET position = ?1 WHERE name = 'pruned'", old[^1]);
        }

        return old.Length;
    }

    // Jumps from webhook to webhook in the index, and looks at a few rows of each.
    private static long? FirstUndelivered(SqliteSession session, long from, long to)
    {
        const string select =
            """
            WITH RECURSIVE lanes (webhook) AS (
                SELECT MIN(webhook) FROM deliveries
                UNION ALL
                SELECT (SELECT MIN(webhook) FROM deliveries WHERE webhook > lanes.webhook) FROM lanes WHERE lanes.webhook IS NOT NULL)
            SELECT MIN(d.position) FROM lanes
            JOIN webhooks w ON w.number = lanes.webhook AND w.enabled = 1
            JOIN deliveries d ON d.webhook = lanes.webhook AND d.position BETWEEN ?1 AND ?2 AND d.state < 2
            """;
        return session.Query(select, row => row.IsNull(0) ? (long?)null : row.GetInt64(0), from, to).Single();
    }

    private static int PruneIds(SqliteSession session, Retention retention, int limit)
    {
        const string select = "SELECT position, tenant, id, source, received_at FROM events "
            + "WHERE position <= (SELECT position FROM progress WHERE name = 'pruned') ORDER BY position LIMIT ?1";
        var old = Front(
            session.Query(
                select,
                row => (
                    Position: row.GetInt64(0), Tenant: row.GetString(1), Id: row.GetString(2), Source: row.GetString(3),
                    ReceivedAt: row.Time(4)),
                limit),
            row => row.ReceivedAt, retention.EventIds, retention.Now);
        foreach ((long position, string tenant, string id, string source, _) in old)
        {
            session.Execute("DELETE FROM event_ids WHERE tenant = ?1 AND id = ?2 AND source = ?3", tenant, id, source);
            session.Execute("DELETE FROM events WHERE position = ?1", position);
        }

        return old.Count;
    }
}
