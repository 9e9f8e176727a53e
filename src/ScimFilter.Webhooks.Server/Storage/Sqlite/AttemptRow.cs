using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>An attempt as a row. Made by whoever made the attempt, so that the one thread that writes has less to do.</summary>
internal sealed class AttemptRow(Attempt attempt)
{
    public const string Columns =
        "id, position, type, triggered_at, succeeded, message, url, request_headers, shape, status, response_headers, response_body";

    private const string Insert =
        "INSERT INTO attempts (id, webhook, position, type, triggered_at, succeeded, message, url, request_headers, shape, status, response_headers, "
        + "response_body) SELECT ?1, number, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14 FROM webhooks WHERE tenant = ?2 AND id = ?3";

    private readonly byte[] _id = attempt.Id.ToByteArray(bigEndian: true);
    private readonly string _requestHeaders = StoredJson.Write(attempt.RequestHeaders);
    private readonly string _responseHeaders = StoredJson.Write(attempt.ResponseHeaders);

    /// <summary>Writes the attempt; nothing when its webhook is gone.</summary>
    public void Write(SqliteSession session) => session.Execute(
        Insert,
        _id, attempt.Webhook.TenantId, attempt.Webhook.WebhookId, attempt.EventPosition, attempt.EventType, attempt.TriggeredAt.UtcTicks,
        attempt.Succeeded, attempt.StatusMessage, attempt.RequestUrl, _requestHeaders, (long)attempt.RequestShape, attempt.ResponseStatus,
        _responseHeaders, attempt.ResponseBody);

    public static Attempt Read(SqliteRow row, int first, WebhookKey webhook) => new()
    {
        Id = new Guid(row.GetBytes(first), bigEndian: true),
        Webhook = webhook,
        EventPosition = row.GetInt64(first + 1),
        EventType = row.GetString(first + 2),
        TriggeredAt = row.Time(first + 3),
        Succeeded = row.GetBoolean(first + 4),
        StatusMessage = row.GetString(first + 5),
        RequestUrl = row.GetString(first + 6),
        RequestHeaders = StoredJson.ReadPairs(row.GetString(first + 7)),
        RequestShape = (EventShape)row.GetInt64(first + 8),
        ResponseStatus = row.IsNull(first + 9) ? null : row.GetInt32(first + 9),
        ResponseHeaders = StoredJson.ReadPairs(row.GetString(first + 10)),
        ResponseBody = row.Text(first + 11),
    };

    /// <summary>Adds the events, where those are still kept.</summary>
    public static List<Attempt> WithEvents(SqliteSession session, IReadOnlyList<Attempt> attempts)
    {
        Dictionary<long, StoredEvent> events = SqliteEventStore.Read(session, attempts.Select(attempt => attempt.EventPosition));
        return [.. attempts.Select(attempt => attempt with { Event = events.GetValueOrDefault(attempt.EventPosition) })];
    }
}
