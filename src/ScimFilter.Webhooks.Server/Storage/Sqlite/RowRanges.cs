using System.Globalization;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>
/// The values that the program writes into columns whose type allows more: times, numbers, flags and enumerations. A value outside of them
/// harms no reader, but stands for nothing: a delivery in an unknown state, for one, is never sent.
/// </summary>
internal static class RowRanges
{
    private const string OfWebhook =
        "COALESCE('tenant ' || w.tenant || ', webhook ' || w.id, 'webhook number ' || r.webhook)";

    private const string Webhook = "LEFT JOIN webhooks w ON w.number = r.webhook";

    // The readers of rows check what is not here: levels, origins, and shapes of attempts.
    private static readonly Table[] _tables =
    [
        new("webhooks", "'tenant ' || r.tenant || ', webhook ' || r.id", "",
            [
                ("version", Outside("version", 0, long.MaxValue)), ("enabled", NoFlag("enabled")), ("cloud events", NoFlag("cloud_event")),
                ("revocation", NoFlag("revocation")), ("created at", NoTime("created_at")), ("updated at", NoTime("updated_at")),
            ]),
        new("health", OfWebhook, Webhook,
            [("failures", Outside("failures", 1, int.MaxValue)), ("failing since", NoTime("failing_since"))]),
        new("events", "'position ' || r.position || ', tenant ' || r.tenant || ', event ' || r.id", "",
            [("shape", Outside("shape", 0, 2)), ("received at", NoTime("received_at"))]),
        new("progress", "r.name", "", [("position", Outside("position", 0, long.MaxValue))]),
        new("deliveries", $"{OfWebhook} || ', position ' || r.position", Webhook,
            [
                ("position", Outside("position", 1, long.MaxValue)), ("state", Outside("state", 0, 2)),
                ("attempts", Outside("attempts", 0, int.MaxValue)), ("due at", NoTime("due_at")), ("lease until", NoTime("lease_until")),
            ]),
        new("attempts", $"{OfWebhook} || ', delivery ' || LOWER(HEX(r.id))", Webhook,
            [
                ("position", Outside("position", 1, long.MaxValue)), ("succeeded", NoFlag("succeeded")),
                ("triggered at", NoTime("triggered_at")), ("status", $"r.status IS NOT NULL AND {Outside("status", 100, 999)}"),
            ]),
        new("replays", OfWebhook, Webhook,
            [
                ("since", NoTime("since")), ("until", NoTime("until")), ("period", "r.since > r.until"),
                ("through", Outside("through", 0, long.MaxValue)), ("place", $"{NoTime("at_time")} OR r.at_position < 0"),
                ("events", Outside("events", 0, int.MaxValue)), ("matches", Outside("matches", 0, int.MaxValue)),
                ("deliveries", Outside("deliveries", 0, int.MaxValue)), ("started at", NoTime("started_at")),
                ("ended at", $"r.ended_at IS NOT NULL AND {NoTime("ended_at")}"),
            ]),
        new("api_keys", "'key ' || SUBSTR(LOWER(HEX(r.hash)), 1, 12)", "",
            [("hash", "LENGTH(r.hash) <> 32"), ("created at", NoTime("created_at"))]),
    ];

    /// <summary>Gets the names of the tables.</summary>
    public static IEnumerable<string> Tables => _tables.Select(table => table.Name);

    /// <summary>Gives a line for each row of a table that has a value out of range.</summary>
    public static IEnumerable<string> Check(SqliteSession session, string tableName)
    {
        Table table = _tables.Single(table => table.Name == tableName);
        string flags = string.Join(", ", table.Parts.Select(part => $"({part.Fault})"));
        string any = string.Join(" OR ", table.Parts.Select(part => $"({part.Fault})"));
        return session.Query(
            $"SELECT {table.RowName}, {flags} FROM {table.Name} r {table.Join} WHERE {any}",
            row =>
            {
                IEnumerable<string> parts = table.Parts.Where((_, i) => row.GetBoolean(i + 1)).Select(part => part.Name);
                return $"{table.Name}: {row.GetString(0)} ({string.Join(", ", parts)})";
            });
    }

    private static string NoFlag(string column) => Outside(column, 0, 1);

    private static string NoTime(string column) => Outside(column, 0, DateTimeOffset.MaxValue.Ticks);

    private static string Outside(string column, long first, long last) =>
        string.Create(CultureInfo.InvariantCulture, $"r.{column} NOT BETWEEN {first} AND {last}");

    private sealed record Table(string Name, string RowName, string Join, (string Name, string Fault)[] Parts);
}
