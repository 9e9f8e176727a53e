using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Upkeep;

/// <summary>Reads a whole database and names what is damaged. Changes nothing.</summary>
internal sealed class StoreCheck(SqliteSession session, SecretKeys keys)
{
    // What is wrong with the pages of a file is told so often at most; the rows that are lost with them are more than one wants to read.
    private const int MaxPageFaults = 100;

    /// <summary>Gives a line for each fault.</summary>
    public IEnumerable<string> Run() =>
    [
        .. Guarded(CheckPages), .. Guarded(CheckKey), .. Guarded(CheckWebhooks), .. Guarded(CheckApiKeys), .. Guarded(CheckAttempts),
        .. Guarded(CheckEvents), .. RowRanges.Tables.SelectMany(table => Guarded(() => RowRanges.Check(session, table))),
    ];

    // A part of the file that cannot be read at all must not hide what is wrong in the others.
    private static IEnumerable<string> Guarded(Func<IEnumerable<string>> check)
    {
        try
        {
            return [.. check()];
        }
        catch (SqliteException exception)
        {
            return [SqliteFailures.SentenceOf(exception)];
        }
        catch (OperatorException exception)
        {
            return [exception.Message];
        }
    }

    private IEnumerable<string> CheckPages() => session
        .Query($"PRAGMA integrity_check({MaxPageFaults})", row => row.GetString(0))
        .Where(line => line != "ok").Select(line => $"The file is damaged: {line}");

    private IEnumerable<string> CheckKey()
    {
        keys.Find(session);
        return [];
    }

    private IEnumerable<string> CheckWebhooks()
    {
        // Without its key everything sealed would be called damaged; the key is named already.
        ISecretBox? box = keys.TryFind(session);
        return Collect(unreadable => session.Visit(
            $"SELECT {WebhookRow.Columns} FROM webhooks ORDER BY number",
            row =>
            {
                if (box is not null || row.IsNull(12))
                {
                    WebhookRow.Read(row, 0, box!, unreadable);
                }

                return true;
            }));
    }

    private IEnumerable<string> CheckApiKeys() => Collect(unreadable => SqliteApiKeyStore.ReadAll(session, unreadable));

    private IEnumerable<string> CheckAttempts() => Collect(unreadable => session.Visit(
        $"SELECT {AttemptRow.Columns}, (SELECT tenant FROM webhooks WHERE number = webhook), "
            + "(SELECT id FROM webhooks WHERE number = webhook) FROM attempts ORDER BY number",
        row =>
        {
            AttemptRow.Read(row, new WebhookKey(row.Text(12) ?? "", row.Text(13) ?? ""), maxResponseBytes: 0, unreadable);
            return true;
        }));

    private IEnumerable<string> CheckEvents()
    {
        foreach (string name in (string[])["matched", "pruned"])
        {
            if (session.Scalar("SELECT COUNT(*) FROM progress WHERE name = ?1", name) == 0)
            {
                yield return $"The row '{name}' of progress is missing.";
            }
        }

        const string sql = "SELECT position, tenant, id FROM events WHERE body IS NOT NULL AND NOT json_valid(CAST(body AS TEXT)) "
            + "ORDER BY position";
        foreach (string line in session.Query(
            sql, row => $"events: position {row.GetInt64(0)}, tenant {row.GetString(1)}, event {row.GetString(2)} (body)"))
        {
            yield return line;
        }
    }

    private static List<string> Collect(Action<UnreadableRows> read)
    {
        var lines = new List<string>();
        read(new UnreadableRows((table, row, what) => lines.Add($"{table}: {row} ({what})")));
        return lines;
    }
}
