using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>What was claimed of a webhook, before the events are read.</summary>
internal sealed record ClaimedRows(WebhookKey Webhook, IReadOnlyList<(long Position, int Attempts)> Rows, DateTimeOffset? NextDue)
{
    public static ClaimedRows Claim(SqliteSession session, LaneClaim claim, DateTimeOffset now, DateTimeOffset leaseUntil)
    {
        const string select =
            "SELECT position, attempts, due_at FROM deliveries WHERE webhook = ?1 AND state = 0 ORDER BY due_at, position LIMIT ?2";
        const string update = "UPDATE deliveries SET state = 1, lease_until = ?3 WHERE webhook = ?1 AND position = ?2";
        long number = session.Scalar(
            "SELECT number FROM webhooks WHERE tenant = ?1 AND id = ?2", claim.Webhook.TenantId, claim.Webhook.WebhookId);

        // One row more than requested tells when the next is due.
        var found = session.Query(
            select, row => (Position: row.GetInt64(0), Attempts: row.Count(1), DueAt: row.Time(2)), number, claim.Limit + 1);
        var due = found.Take(claim.Limit).TakeWhile(row => row.DueAt <= now).ToList();
        foreach ((long position, _, _) in due)
        {
            session.Execute(update, number, position, leaseUntil.UtcTicks);
        }

        return new ClaimedRows(
            claim.Webhook, [.. due.Select(row => (row.Position, row.Attempts))], found.Count > due.Count ? found[due.Count].DueAt : null);
    }

    /// <summary>Deletes what was claimed of events that are not kept: they would be claimed again whenever their lease ends.</summary>
    /// <returns>How many.</returns>
    public int DeleteWithout(SqliteSession session, Dictionary<long, StoredEvent> events)
    {
        const string delete =
            "DELETE FROM deliveries WHERE webhook = (SELECT number FROM webhooks WHERE tenant = ?1 AND id = ?2) AND position = ?3";
        return Rows.Where(row => !events.ContainsKey(row.Position))
            .Sum(row => session.Execute(delete, Webhook.TenantId, Webhook.WebhookId, row.Position));
    }

    public ClaimedLane With(Dictionary<long, StoredEvent> events, DateTimeOffset leaseUntil) => new(
        Webhook,
        [.. Rows.Where(row => events.ContainsKey(row.Position))
            .Select(row => new ClaimedDelivery(Webhook, events[row.Position], row.Attempts + 1, leaseUntil))],
        NextDue);
}
