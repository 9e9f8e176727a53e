using System.Text;

namespace ScimFilter.Webhooks.Tests;

/// <summary>Webhooks and events that many tests need.</summary>
internal static class Samples
{
    public const string Reload = "com.qlik.v1.app.reload.finished";

    public const string Legacy =
        """{"cloudEventsVersion":"0.1","source":"com.qlik/engine","contentType":"application/json","eventId":"e1","eventTime":"2026-03-02T08:11:27Z","eventTypeVersion":"1.0.0","eventType":"com.qlik.v1.app.reload.finished","extensions":{"tenantId":"t1","userId":"u1","ownerId":"u2","spaceId":"s1","topLevelResourceId":"app-1"},"data":{"status":"ok", "n": 1.50}}""";

    public const string CloudEvent =
        """{"id":"e1","time":"2026-03-02T08:11:27Z","type":"com.qlik.v1.app.reload.finished","source":"com.qlik/engine","specversion":"1.0","datacontenttype":"application/json","tenantid":"t1","userid":"u1","ownerid":"u2","spaceid":"s1","toplevelresourceid":"app-1","data":{"status":"ok", "n": 1.50}}""";

    public static Webhook Webhook(string id = "w1", string tenant = "t1", string? filter = null, params string[] types) => new()
    {
        TenantId = tenant,
        Id = id,
        Name = "A webhook",
        Url = new Uri("https://example.com/hook"),
        Enabled = true,
        EventTypes = types.Length == 0 ? [Reload] : [.. types],
        Filter = filter,
    };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Event(string id, string type, string rest = "") =>
        Utf8($$"""{"specversion":"1.0","id":"{{id}}","source":"s","type":"{{type}}"{{rest}}}""");
}
