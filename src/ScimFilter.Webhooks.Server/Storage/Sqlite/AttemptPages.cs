using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Reads lists of attempts: where they are from the index, then the rows with their events until the page is full.</summary>
internal static class AttemptPages
{
    public static Page<Attempt> Read(SqliteSession session, WebhookKey webhook, AttemptQuery query, UnreadableRows unreadable)
    {
        SqliteCursor? cursor = query.Cursor is null ? null : SqliteCursor.Parse(query.Cursor, (byte)query.Order, hasNumericKey: true);
        long number = session.Scalar("SELECT number FROM webhooks WHERE tenant = ?1 AND id = ?2", webhook.TenantId, webhook.WebhookId);
        var walk = new AttemptWalk(session, number, query, cursor);
        List<AttemptPlace> places = walk.Run();
        AttemptPlace? end = walk.End;
        bool more = walk.HasMore;
        var attempts = new List<Attempt>();
        int bytes = 0;
        for (int i = 0; i < places.Count; i++)
        {
            Attempt? attempt = AttemptRow.ReadListed(session, places[i].Number, webhook, query, unreadable, out int length);
            bytes += length;
            if (bytes > PageBounds.MaxBytes && i > 0)
            {
                more = true;
                end = places[i - 1];
                places.RemoveRange(i, places.Count - i);
                break;
            }

            if (attempt is not null)
            {
                attempts.Add(attempt);
            }
        }

        // The end nearest to the cursor is a row of the page; the far one may be an entry that was passed over.
        SqliteCursor? near = places.Count > 0 ? places[0].ToCursor(query.Order) : null;
        SqliteCursor? far = more ? end?.ToCursor(query.Order) : null;
        bool backwards = cursor?.Backwards == true;
        if (backwards)
        {
            attempts.Reverse();
        }

        return PageBounds.PageOf(
            attempts, cursor, backwards ? far : near, backwards ? near : far, more, descending: query.Order != AttemptOrder.TriggeredAt);
    }
}
