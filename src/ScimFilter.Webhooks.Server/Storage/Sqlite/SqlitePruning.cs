using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>
/// Forgets what is old, a bounded number of rows at a time. Rows are in the order of time, so the oldest are at the front.
/// </summary>
internal static class SqlitePruning
{
    /// <summary>Finds deliveries of events without a body or of webhooks that are gone.</summary>
    public static List<(long Webhook, long Position)> FindOrphans(SqliteSession session, int limit) => session.Query(
        "SELECT webhook, position FROM deliveries WHERE position <= (SELECT position FROM progress WHERE name = 'pruned') "
        + "OR webhook NOT IN (SELECT number FROM webhooks) LIMIT ?1",
        row => (row.GetInt64(0), row.GetInt64(1)),
        limit);

    public static int Prune(SqliteSession session, Retention retention, List<(long Webhook, long Position)> orphans, int limit) =>
        PruneAttempts(session, retention, limit) + PruneBodies(session, retention, limit) + PruneIds(session, retention, limit)
        + orphans.Sum(orphan => session.Execute("DELETE FROM deliveries WHERE webhook = ?1 AND position = ?2", orphan.Webhook, orphan.Position));

    private static int PruneAttempts(SqliteSession session, Retention retention, int limit) => session.Execute(
        "DELETE FROM attempts WHERE number IN (SELECT number FROM attempts ORDER BY number LIMIT ?2) AND triggered_at < ?1",
        retention.History.UtcTicks, limit);

    // Its deliveries go at the next sweep: nothing is left to send. An event that is not matched yet stays.
    private static int PruneBodies(SqliteSession session, Retention retention, int limit)
    {
        const string select =
            "SELECT position FROM events WHERE position > (SELECT position FROM progress WHERE name = 'pruned') "
            + "AND position <= (SELECT position FROM progress WHERE name = 'matched') AND received_at < ?1 ORDER BY position LIMIT ?2";
        List<long> positions = session.Query(select, row => row.GetInt64(0), retention.History.UtcTicks, limit);
        if (positions.Count == 0)
        {
            return 0;
        }

        long first = positions[0];
        long last = positions[^1];
        session.Execute("UPDATE events SET body = NULL WHERE position BETWEEN ?1 AND ?2", first, last);
        session.Execute("UPDATE progress SET position = ?1 WHERE name = 'pruned'", last);
        return positions.Count;
    }

    private static int PruneIds(SqliteSession session, Retention retention, int limit)
    {
        List<(long Position, string Tenant, string Id)> rows = session.Query(
            "SELECT position, tenant, id FROM events WHERE body IS NULL AND received_at < ?1 ORDER BY position LIMIT ?2",
            row => (row.GetInt64(0), row.GetString(1), row.GetString(2)),
            retention.EventIds.UtcTicks, limit);
        foreach ((long position, string tenant, string id) in rows)
        {
            session.Execute("DELETE FROM event_ids WHERE tenant = ?1 AND id = ?2", tenant, id);
            session.Execute("DELETE FROM events WHERE position = ?1", position);
        }

        return rows.Count;
    }
}
