using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Finds deliveries that are due later than any delay explains.</summary>
internal static class DueTimes
{
    // Jumps from webhook to webhook in the index, and reads only what is due late of each.
    private const string Late =
        """
        WITH RECURSIVE lanes (webhook) AS (
            SELECT MIN(webhook) FROM deliveries
            UNION ALL
            SELECT (SELECT MIN(webhook) FROM deliveries WHERE webhook > lanes.webhook) FROM lanes WHERE lanes.webhook IS NOT NULL)
        SELECT d.webhook, d.position, d.attempts, d.due_at
        FROM lanes JOIN deliveries d ON d.webhook = lanes.webhook AND d.state = 0 AND d.due_at > ?1
        """;

    /// <summary>Makes them due when their limits say.</summary>
    /// <param name="session">Writes.</param>
    /// <param name="limits">A limit for each number of attempts, from zero; the last for all further ones.</param>
    public static int Limit(SqliteSession session, IReadOnlyList<DueLimit> limits)
    {
        long first = limits.Min(limit => limit.Latest).UtcTicks;
        var late = session.Query(
            Late,
            row => (
                Webhook: row.GetInt64(0), Position: row.GetInt64(1), Limit: limits[Math.Min(row.Count(2), limits.Count - 1)],
                DueAt: row.Time(3)),
            first);
        return late.Where(row => row.DueAt > row.Limit.Latest).Sum(row => session.Execute(
            "UPDATE deliveries SET due_at = ?3 WHERE webhook = ?1 AND position = ?2", row.Webhook, row.Position, row.Limit.DueAt.UtcTicks));
    }
}
