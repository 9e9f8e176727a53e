using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Events in SQLite.</summary>
internal sealed class SqliteEventStore(SqliteDatabase database) : IEventStore
{
    private const string Columns = "position, tenant, id, type, shape, received_at, body, source";

    // Instead of a position: the event was there already.
    private const long Known = 0;

    // How far back recent events of one tenant are looked for among those of all.
    private const int RecentPositions = 50_000;

    // Recent events are for trying filters on: as many as fit into this.
    private const int MaxRecentBytes = 4 << 20;

    private readonly UnmatchedEvents _unmatched = new();

    public async ValueTask<IReadOnlyList<bool>> AppendAsync(
        string tenantId, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken)
    {
        long[] positions = await database.WriteIntakeAsync(
            session =>
            {
                var stored = new long[events.Count];
                for (int i = 0; i < stored.Length; i++)
                {
                    stored[i] = Append(session, tenantId, events[i]);
                }

                return stored;
            },
            cancellationToken).ConfigureAwait(false);
        var isNew = new bool[positions.Length];
        for (int i = 0; i < isNew.Length; i++)
        {
            isNew[i] = positions[i] != Known;
            if (isNew[i])
            {
                _unmatched.Add(new StoredEvent(positions[i], tenantId, events[i]));
            }
        }

        return isNew;
    }

    public async ValueTask<IReadOnlyList<StoredEvent>> ReadUnmatchedAsync(int limit, CancellationToken cancellationToken)
    {
        const string sql =
            $"SELECT {Columns} FROM events WHERE position > (SELECT position FROM progress WHERE name = 'matched') "
            + "ORDER BY position LIMIT ?1";
        return _unmatched.Next(limit) is { Count: > 0 } next
            ? next
            : await database.ReadAsync(session => session.Query(sql, Read, limit), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<DeliveryKey>> SaveMatchesAsync(
        IReadOnlyList<EventMatches> matches, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        List<DeliveryKey> all = await database.WriteAsync(
            session =>
            {
                var claimed = new List<DeliveryKey>();
                long matched = session.Scalar("SELECT position FROM progress WHERE name = 'matched'");
                foreach (EventMatches match in matches.Where(match => match.Position > matched))
                {
                    Save(session, match, now, leaseUntil, claimed);
                }

                session.Execute("UPDATE progress SET position = MAX(position, ?1) WHERE name = 'matched'", matches[^1].Position);
                return claimed;
            },
            cancellationToken).ConfigureAwait(false);
        _unmatched.Matched(matches);
        return all;
    }

    public async ValueTask<IReadOnlyList<StoredEvent>> ReadRecentAsync(string tenantId, int limit, CancellationToken cancellationToken)
    {
        const string sql =
            $"SELECT {Columns} FROM events WHERE position > (SELECT MAX(position) FROM events) - ?3 AND tenant = ?1 AND body IS NOT NULL "
            + "ORDER BY position DESC LIMIT ?2";
        return await database.ReadForAsync(tenantId, Recent, cancellationToken).ConfigureAwait(false);

        List<StoredEvent> Recent(SqliteSession session)
        {
            var recent = new List<StoredEvent>();
            int bytes = 0;
            session.Visit(
                sql,
                row =>
                {
                    bytes += row.Length(6);
                    if (bytes > MaxRecentBytes && recent.Count > 0)
                    {
                        return false;
                    }

                    recent.Add(Read(row));
                    return true;
                },
                tenantId, limit, RecentPositions);
            return recent;
        }
    }

    /// <summary>Reads the events at some places, each once, as far as they are still kept.</summary>
    public static Dictionary<long, StoredEvent> Read(SqliteSession session, IEnumerable<long> positions)
    {
        const string sql = $"SELECT {Columns} FROM events WHERE position = ?1 AND body IS NOT NULL";
        return positions.Distinct().SelectMany(position => session.Query(sql, Read, position)).ToDictionary(@event => @event.Position);
    }

    /// <summary>Reads an event unless its body is longer than wanted.</summary>
    /// <returns>The event, and the length of its body: null when the event is no longer kept.</returns>
    public static (StoredEvent? Event, int? Length) Read(SqliteSession session, long position, int maxBytes)
    {
        const string lengthOf = "SELECT length(body) FROM events WHERE position = ?1 AND body IS NOT NULL";
        return session.Query(lengthOf, row => row.Count(0), position) is not [int length] ? (null, null)
            : length > maxBytes ? (null, length)
            : (Read(session, [position]).GetValueOrDefault(position), length);
    }

    private static StoredEvent Read(SqliteRow row) => new(
        row.GetInt64(0),
        row.GetString(1),
        new NewEvent(row.GetString(2), row.GetString(3), ShapeOf(row.GetInt64(4)), row.GetBytes(6),
            row.Time(5))
        { Source = row.GetString(7) });

    // The shape that has the members of the others, should a damaged row have none that there is.
    private static EventShape ShapeOf(long value) => Enum.IsDefined((EventShape)value) ? (EventShape)value : EventShape.Both;

    private static long Append(SqliteSession session, string tenantId, NewEvent @event)
    {
        if (session.Execute("INSERT OR IGNORE INTO event_ids (tenant, id, source) VALUES (?1, ?2, ?3)", tenantId, @event.Id,
            @event.Source) == 0)
        {
            return Known;
        }

        session.Execute(
            "INSERT INTO events (tenant, id, type, shape, received_at, body, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            tenantId, @event.Id, @event.Type, (long)@event.Shape, @event.ReceivedAt.UtcTicks, BytesOf(@event.Body), @event.Source);
        return session.LastRow;
    }

    private static void Save(
        SqliteSession session, EventMatches match, DateTimeOffset now, DateTimeOffset leaseUntil, List<DeliveryKey> claimed)
    {
        const string insert =
            "INSERT OR IGNORE INTO deliveries (webhook, position, state, attempts, due_at, lease_until) "
            + "SELECT number, ?3, ?5, 0, ?4, ?6 FROM webhooks WHERE tenant = ?1 AND id = ?2";
        foreach (string id in match.WebhookIds)
        {
            bool claim = match.ClaimedIds.Contains(id);
            int inserted = session.Execute(
                insert, match.TenantId, id, match.Position, now.UtcTicks, claim ? 1L : 0L, claim ? leaseUntil.UtcTicks : 0L);
            if (claim && inserted == 1)
            {
                claimed.Add(new DeliveryKey(new WebhookKey(match.TenantId, id), match.Position));
            }
        }
    }

    private static byte[] BytesOf(ReadOnlyMemory<byte> body) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(body, out ArraySegment<byte> segment)
            && segment.Count == segment.Array!.Length
            ? segment.Array
            : body.ToArray();
}
