using System.Globalization;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>A query for attempts as SQL.</summary>
internal static class AttemptListing
{
    // More than any time: it puts attempts of one status before those of the other, each with the latest first.
    private const string StatusStep = "4000000000000000000";

    public static SqliteList Of(WebhookKey webhook, AttemptQuery query)
    {
        var values = new List<object?> { webhook.TenantId, webhook.WebhookId };
        string where = "webhook = (SELECT number FROM webhooks WHERE tenant = ?1 AND id = ?2)";
        if (query.Succeeded is { } succeeded)
        {
            where += $" AND succeeded = {Parameter(succeeded)}";
        }

        if (!query.EventTypes.IsEmpty)
        {
            where += $" AND type IN ({string.Join(", ", query.EventTypes.Select(Parameter))})";
        }

        (string key, bool descending) = query.Order switch
        {
            AttemptOrder.TriggeredAt => ("triggered_at", false),
            AttemptOrder.TriggeredAtDescending => ("triggered_at", true),
            AttemptOrder.Status => ($"(succeeded * {StatusStep} - triggered_at)", false),
            _ => ($"((1 - succeeded) * {StatusStep} - triggered_at)", false),
        };
        return new SqliteList
        {
            Table = "attempts",
            Columns = AttemptRow.Columns,
            Where = where,
            Values = values,
            Key = key,
            HasNumericKey = true,
            Descending = descending,
            Order = (byte)query.Order,
            Limit = query.Limit,
            Cursor = query.Cursor,
        };

        string Parameter<T>(T value)
        {
            values.Add(value);
            return string.Create(CultureInfo.InvariantCulture, $"?{values.Count}");
        }
    }
}
