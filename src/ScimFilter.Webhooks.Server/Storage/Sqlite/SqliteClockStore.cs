using System.Buffers.Binary;
using ScimFilter.Webhooks.Server.Clock;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>
/// What the service knows of the time across starts, and the times of rows that were stored under a clock that was ahead.
/// </summary>
internal sealed class SqliteClockStore(SqliteDatabase database)
{
    /// <summary>A running service writes its time down at least so often.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private const string Name = "clock";

    // Rows of the last minute, and those that are written while this goes on, may stand in any order: the walk looks behind them.
    private static readonly TimeSpan _recent = TimeSpan.FromMinutes(1);

    // What is outside of this is damaged, or could not be counted on from.
    private static readonly DateTimeOffset _first = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _last = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Reads the time that was written down last, or that of the newest row if that was written later. Null when there is neither.
    /// </summary>
    public ValueTask<ClockMark?> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(Read, cancellationToken);

    /// <summary>Writes the time down.</summary>
    public async ValueTask WriteAsync(ClockMark mark, CancellationToken cancellationToken)
    {
        byte[] value = new byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(value, mark.Now.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(sizeof(long)), mark.Settled.UtcTicks);
        await database.WriteAsync(
            session => session.Execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", Name, value), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Moves the times of the newest rows that are later than now: they were written before the clock was set back, and would be kept until
    /// those times come. Costs as much as there are such rows.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="by">By how much the clock was set; negative.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    public async ValueTask RestampAsync(DateTimeOffset now, TimeSpan by, CancellationToken cancellationToken)
    {
        // What is stored while this waits for its turn is stamped a little later than now, and rightly.
        TimeSpan allowance = by.Duration() / 2 < _recent ? by.Duration() / 2 : _recent;
        (long late, long sane) = ((now + allowance).UtcTicks, (now - _recent).UtcTicks);
        await database.WriteAsync(
            session => RestampEvents(session, late, sane, by) + RestampAttempts(session, late, sane, by) + session.Execute(
                "UPDATE deliveries SET due_at = due_at + ?2 WHERE state = 2 AND due_at > ?1", late, by.Ticks),
            cancellationToken).ConfigureAwait(false);
    }

    private static ClockMark? Read(SqliteSession session)
    {
        byte[]? value = session.Query("SELECT value FROM settings WHERE name = ?1", row => row.GetBytes(0), Name).SingleOrDefault();
        DateTimeOffset? newest = Newest(session);
        if (value is not { Length: 2 * sizeof(long) }
            || TimeOf(BinaryPrimitives.ReadInt64BigEndian(value)) is not { } now
            || TimeOf(BinaryPrimitives.ReadInt64BigEndian(value.AsSpan(sizeof(long)))) is not { } settled
            || settled > now)
        {
            return newest is { } last ? new ClockMark(last, last) : null;
        }

        // The process may have been killed since. Rows that are later still were written under another clock.
        TimeSpan since = newest - now is { Ticks: > 0 } later && later <= 2 * Interval ? later : TimeSpan.Zero;
        return new ClockMark(now + since, settled + since);
    }

    private static DateTimeOffset? Newest(SqliteSession session) => session
        .Query(
            "SELECT received_at FROM (SELECT received_at FROM events ORDER BY position DESC LIMIT 1) "
                + "UNION ALL SELECT triggered_at FROM (SELECT triggered_at FROM attempts ORDER BY number DESC LIMIT 1)",
            row => TimeOf(row.GetInt64(0)))
        .Max();

    private static DateTimeOffset? TimeOf(long ticks) =>
        ticks >= _first.Ticks && ticks < _last.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    // A replay that is under way walks by these times, so its place moves as well.
    private static int RestampEvents(SqliteSession session, long late, long sane, TimeSpan by) => session.Execute(
        "UPDATE events SET received_at = received_at + ?3 WHERE received_at > ?1 AND position > "
            + "COALESCE((SELECT position FROM events WHERE received_at < ?2 ORDER BY position DESC LIMIT 1), 0)",
        late, sane, by.Ticks)
        + session.Execute(
            "UPDATE replays SET at_time = IIF(at_time > ?1, at_time + ?2, at_time), since = IIF(since > ?1, since + ?2, since), "
                + "until = IIF(until > ?1, until + ?2, until) WHERE ended_at IS NULL",
            late, by.Ticks);

    // The identifier of an attempt begins with its time, and is found by that: it changes with it.
    private static int RestampAttempts(SqliteSession session, long late, long sane, TimeSpan by)
    {
        var rows = session.Query(
            "SELECT number, id, triggered_at FROM attempts WHERE triggered_at > ?1 AND number > "
                + "COALESCE((SELECT number FROM attempts WHERE triggered_at < ?2 ORDER BY number DESC LIMIT 1), 0)",
            row => (Number: row.GetInt64(0), Id: row.GetBytes(1), TriggeredAt: row.Time(2)), late, sane);
        foreach ((long number, byte[] id, DateTimeOffset triggeredAt) in rows)
        {
            DateTimeOffset moved = triggeredAt + by;
            if (id.Length == 16)
            {
                long rest = BinaryPrimitives.ReadInt64BigEndian(id) & 0xFFFF;
                BinaryPrimitives.WriteInt64BigEndian(id, (moved.ToUnixTimeMilliseconds() << 16) | rest);
            }

            session.Execute("UPDATE attempts SET triggered_at = ?2, id = ?3 WHERE number = ?1", number, moved.UtcTicks, id);
        }

        return rows.Count;
    }
}
