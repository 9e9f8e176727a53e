using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Walks the one index of attempts to find where the attempts of a page are. For one page.</summary>
/// <remarks>
/// The index holds the attempts of a webhook by status and then by time. A list by status walks one status behind the other; a list by time
/// that shows both statuses merges two walks. Either way rows come in the order of the list, and nothing is sorted. A list of some event
/// types passes over entries of others, a bounded number of them for a page: a page may then have few items, or none, and lead on.
/// </remarks>
internal sealed class AttemptWalk(SqliteSession session, long webhook, AttemptQuery query, SqliteCursor? cursor)
{
    /// <summary>Index entries that are looked at for a page, in each status: some ten milliseconds.</summary>
    public const int MaxEntries = 50_000;

    private readonly List<AttemptPlace> _places = [];

    /// <summary>Gets a value indicating whether there are more attempts, or may be.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Gets the place up to which everything was looked at, when there is more.</summary>
    public AttemptPlace? End { get; private set; }

    /// <summary>Gives the places of a page, those next to the cursor first.</summary>
    public List<AttemptPlace> Run()
    {
        bool backwards = cursor?.Backwards == true;
        bool descending = (query.Order != AttemptOrder.TriggeredAt) != backwards;
        AttemptPlace? start = cursor is { } at ? AttemptPlace.Of(at, query.Order) : null;
        if (query.Order is not (AttemptOrder.Status or AttemptOrder.StatusDescending))
        {
            Walk(query.Succeeded, start, descending);
            return _places;
        }

        // The status that comes first when reading in this direction.
        bool first = (query.Order == AttemptOrder.StatusDescending) != backwards;
        foreach (bool succeeded in (bool[])[first, !first])
        {
            bool isBehind = start is { } place && place.Succeeded == !first && succeeded == first;
            if (query.Succeeded == !succeeded || isBehind || HasMore)
            {
                continue;
            }

            Walk(succeeded, start?.Succeeded == succeeded ? start : null, descending);
        }

        return _places;
    }

    /// <summary>Gives the statement of a walk.</summary>
    /// <remarks>
    /// Its parameters are the webhook, the time and the number behind which it begins, and how many rows it gives, or passes over when it
    /// looks for the end of a walk. With types follow the time and the number of that end, and the types.
    /// </remarks>
    /// <param name="succeeded">The status; null: both, merged.</param>
    /// <param name="descending">Whether the latest come first.</param>
    /// <param name="limit">Which rows it gives.</param>
    /// <param name="types">The number of types.</param>
    public static string StatementOf(bool? succeeded, bool descending, string limit = "LIMIT ?4", int types = 0)
    {
        string list = string.Join(", ", Enumerable.Range(7, types).Select(i => $"?{i}"));
        string wanted = types == 0 ? "" : $" AND (triggered_at, number) {(descending ? ">=" : "<=")} (?5, ?6) AND type IN ({list})";
        string order = descending ? "ORDER BY triggered_at DESC, number DESC" : "ORDER BY triggered_at, number";
        return succeeded is { } one ? $"{Part(one)} {order} {limit}" : $"{Part(false)} UNION ALL {Part(true)} {order} {limit}";

        string Part(bool status) =>
            "SELECT number, triggered_at, succeeded FROM attempts INDEXED BY attempts_listed "
            + $"WHERE webhook = ?1 AND succeeded = {(status ? 1 : 0)} "
            + $"AND (triggered_at, number) {(descending ? '<' : '>')} (?2, ?3){wanted}";
    }

    private void Walk(bool? succeeded, AttemptPlace? start, bool descending)
    {
        (long first, long last) = descending ? (long.MaxValue, long.MinValue) : (long.MinValue, long.MaxValue);
        object?[] from = [webhook, start?.TriggeredAt ?? first, start?.Number ?? first];
        int left = query.Limit - _places.Count;
        int types = query.EventTypes.Length;
        if (types == 0)
        {
            Take(Read(StatementOf(succeeded, descending), [.. from, left + 1]), left, null);
            return;
        }

        // The walk ends where SQLite gets to when it passes over so many entries.
        List<AttemptPlace> ends = Read(StatementOf(succeeded, descending, "LIMIT 1 OFFSET ?4"), [.. from, MaxEntries - 1]);
        AttemptPlace? end = ends.Count > 0 ? ends[0] : null;
        object?[] until = [left + 1, end?.TriggeredAt ?? last, end?.Number ?? last];
        Take(Read(StatementOf(succeeded, descending, types: types), [.. from, .. until, .. query.EventTypes]), left, end);
    }

    private void Take(List<AttemptPlace> found, int left, AttemptPlace? end)
    {
        _places.AddRange(found.Take(left));
        HasMore = found.Count > left || end is not null;
        End = found.Count > left ? _places[^1] : end;
    }

    private List<AttemptPlace> Read(string sql, object?[] values) =>
        session.Query(sql, row => new AttemptPlace(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2)), values);
}
