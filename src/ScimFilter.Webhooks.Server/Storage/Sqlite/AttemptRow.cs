using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>An attempt as a row. Made by whoever made the attempt, so that the one thread that writes has less to do.</summary>
internal sealed class AttemptRow(Attempt attempt)
{
    public const string Columns =
        "id, position, type, triggered_at, succeeded, message, url, request_headers, shape, status, response_headers, response_body";

    private const int ResponseBodyColumn = 11;

    private const string Insert =
        "INSERT INTO attempts (id, webhook, position, type, triggered_at, succeeded, message, url, request_headers, shape, status, "
        + "response_headers, response_body) SELECT ?1, number, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14 "
        + "FROM webhooks WHERE tenant = ?2 AND id = ?3";

    private readonly byte[] _id = attempt.Id.ToByteArray(bigEndian: true);
    private readonly string _requestHeaders = StoredJson.Write(attempt.RequestHeaders);
    private readonly string _responseHeaders = StoredJson.Write(attempt.ResponseHeaders);

    /// <summary>Writes the attempt; nothing when its webhook is gone.</summary>
    public void Write(SqliteSession session) => session.Execute(
        Insert,
        _id, attempt.Webhook.TenantId, attempt.Webhook.WebhookId, attempt.EventPosition, attempt.EventType, attempt.TriggeredAt.UtcTicks,
        attempt.Succeeded, attempt.StatusMessage, attempt.RequestUrl, _requestHeaders, (long)attempt.RequestShape, attempt.ResponseStatus,
        _responseHeaders, attempt.ResponseBody);

    /// <summary>Reads an attempt and its event for a list: a body that is longer than the list shows is left out or shortened.</summary>
    /// <returns>Null when the row is gone or cannot be read.</returns>
    public static Attempt? ReadListed(
        SqliteSession session, long number, WebhookKey webhook, AttemptQuery query, UnreadableRows unreadable, out int length)
    {
        int bytes = 0;
        Attempt? attempt = session.Query(
            $"SELECT {Columns} FROM attempts WHERE number = ?1",
            row =>
            {
                Attempt? read = Read(row, webhook, query.MaxResponseBytes, unreadable);
                int body = row.Length(ResponseBodyColumn);
                bytes = row.Length() - body + Math.Min(body, query.MaxResponseBytes);
                return read;
            },
            number).SingleOrDefault();
        if (attempt is not null)
        {
            (StoredEvent? @event, int? eventLength) = SqliteEventStore.Read(session, attempt.EventPosition, query.MaxEventBytes);
            attempt = attempt with { Event = @event, EventLength = eventLength };
            bytes += @event?.Content.Body.Length ?? 0;
        }

        length = bytes;
        return attempt;
    }

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    /// <returns>Null when the row has no identifier; what else cannot be read of it is left out.</returns>
    public static Attempt? Read(SqliteRow row, WebhookKey webhook, int maxResponseBytes, UnreadableRows unreadable)
    {
        var faults = new RowFaults();
        Guid? id = faults.Read("id", (Guid?)null, () => new Guid(row.GetBytes(0), bigEndian: true));
        var attempt = new Attempt
        {
            Id = id ?? Guid.Empty,
            Webhook = webhook,
            EventPosition = row.GetInt64(1),
            EventType = row.GetString(2),
            TriggeredAt = row.Time(3),
            Succeeded = row.GetBoolean(4),
            StatusMessage = row.GetString(5),
            RequestUrl = row.GetString(6),
            RequestHeaders = faults.Read("request headers", [], () => StoredJson.ReadPairs(row.GetString(7))),
            RequestShape = faults.Read("shape", default, () => ShapeOf(row.GetInt64(8))),
            ResponseStatus = row.IsNull(9) ? null : row.Count(9),
            ResponseHeaders = faults.Read("response headers", [], () => StoredJson.ReadPairs(row.GetString(10))),
            ResponseBody = row.Text(ResponseBodyColumn, maxResponseBytes),
            ResponseBodyLength = row.IsNull(ResponseBodyColumn) ? null : row.Length(ResponseBodyColumn),
        };
        if (faults.Any)
        {
            string name = $"tenant {webhook.TenantId}, webhook {webhook.WebhookId}, delivery at {attempt.TriggeredAt:O}";
            unreadable.Report("attempts", name, faults.Parts, id is null ? "It is not listed." : "It is shown without these.");
        }

        return id is null ? null : attempt;
    }

    private static EventShape ShapeOf(long value) =>
        Enum.IsDefined((EventShape)value) ? (EventShape)value : throw new FormatException();
}
