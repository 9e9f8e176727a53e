using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>
/// Looks for deliveries of events without a body and of webhooks that are gone, round and round, a bounded number of webhooks at a time.
/// It remembers where it stopped, so what a look costs does not depend on how many deliveries or webhooks there are. Thread-safe.
/// </summary>
internal sealed class OrphanWalk
{
    /// <summary>So many webhooks are looked at each time: about ten milliseconds.</summary>
    public const int MaxWebhooks = 5_000;

    /// <summary>The first webhook behind another that has deliveries.</summary>
    public const string NextWebhook = "SELECT webhook FROM deliveries WHERE webhook > ?1 ORDER BY webhook LIMIT 1";

    /// <summary>Its deliveries up to the last event without a body; all when the webhook is gone.</summary>
    public const string OrphansOf =
        "SELECT position FROM deliveries WHERE webhook = ?1 AND position <= CASE WHEN EXISTS (SELECT 1 FROM webhooks WHERE number = ?1) "
        + "THEN (SELECT position FROM progress WHERE name = 'pruned') ELSE 9223372036854775807 END ORDER BY position LIMIT ?2";

    // Everything up to this webhook was looked at in this round.
    private long _lookedAt;

    /// <summary>Finds some.</summary>
    /// <param name="session">Reads.</param>
    /// <param name="limit">The most that are found.</param>
    /// <param name="webhooks">The most webhooks that are looked at.</param>
    public List<(long Webhook, long Position)> Find(SqliteSession session, int limit, int webhooks = MaxWebhooks)
    {
        var found = new List<(long Webhook, long Position)>();
        long webhook = Volatile.Read(ref _lookedAt);
        for (int i = 0; i < webhooks; i++)
        {
            long next = session.Scalar(NextWebhook, webhook);
            if (next == 0)
            {
                // The end of a round: the next one begins at the front.
                webhook = 0;
                break;
            }

            found.AddRange(session.Query(OrphansOf, row => (next, row.GetInt64(0)), next, limit - found.Count));
            if (found.Count == limit)
            {
                // This webhook may have more: the next look begins with it.
                webhook = next - 1;
                break;
            }

            webhook = next;
        }

        Volatile.Write(ref _lookedAt, webhook);
        return found;
    }
}
