using System.Text;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Walks the one index of attempts to find where the attempts of a page are. For one page.</summary>
/// <remarks>
/// The index holds the attempts of a webhook by status and then by time. A list by status walks one status behind the other; a list by time
/// that shows both statuses merges two walks. Either way rows come in the order of the list, and nothing is sorted. A list of some event types
/// passes over entries of others, a bounded number of them for a page: a page may then have few items, or none, and lead on.
/// </remarks>
internal sealed class AttemptWalk(SqliteSession session, long webhook, AttemptQuery query, SqliteCursor? cursor)
{
    /// <summary>Index entries that are looked at for a page: some ten milliseconds.</summary>
    public const int MaxEntries = 50_000;

    private readonly byte[][] _types = [.. query.EventTypes.Select(Encoding.UTF8.GetBytes)];
    private readonly List<AttemptPlace> _places = [];
    private int _entries;

    /// <summary>Gets a value indicating whether there are more attempts, or may be.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Gets the place up to which everything was looked at; null when nothing was.</summary>
    public AttemptPlace? End { get; private set; }

    /// <summary>Gives the places of a page, those next to the cursor first.</summary>
    public List<AttemptPlace> Run()
    {
        bool backwards = cursor?.Backwards == true;
        bool descending = (query.Order != AttemptOrder.TriggeredAt) != backwards;
        AttemptPlace? start = cursor is { } at ? AttemptPlace.Of(at, query.Order) : null;
        if (query.Order is not (AttemptOrder.Status or AttemptOrder.StatusDescending))
        {
            Walk(StatementOf(query.Succeeded, descending), start, descending);
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

            Walk(StatementOf(succeeded, descending), start?.Succeeded == succeeded ? start : null, descending);
        }

        return _places;
    }

    /// <summary>Gives the statement of a walk: webhook, time and number behind which it begins, and the most entries.</summary>
    public static string StatementOf(bool? succeeded, bool descending)
    {
        string order = descending ? "ORDER BY triggered_at DESC, number DESC" : "ORDER BY triggered_at, number";
        return succeeded is { } one ? $"{Part(one)} {order} LIMIT ?4" : $"{Part(false)} UNION ALL {Part(true)} {order} LIMIT ?4";

        string Part(bool status) =>
            $"SELECT number, triggered_at, succeeded, type FROM attempts INDEXED BY attempts_listed WHERE webhook = ?1 AND succeeded = {(status ? 1 : 0)} "
            + $"AND (triggered_at, number) {(descending ? '<' : '>')} (?2, ?3)";
    }

    private void Walk(string sql, AttemptPlace? start, bool descending)
    {
        long outermost = descending ? long.MaxValue : long.MinValue;
        session.Visit(
            sql, Look, webhook, start?.TriggeredAt ?? outermost, start?.Number ?? outermost,
            _types.Length > 0 ? MaxEntries + 1 : query.Limit + 1);
    }

    private bool Look(SqliteRow row)
    {
        bool wanted = _types.Length == 0 || Array.Exists(_types, type => row.Is(3, type));
        HasMore = _entries == MaxEntries || (wanted && _places.Count == query.Limit);
        if (!HasMore)
        {
            _entries++;
            End = new AttemptPlace(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2));
            if (wanted)
            {
                _places.Add(End.Value);
            }
        }

        return !HasMore;
    }
}
