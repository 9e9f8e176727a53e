using System.Collections.Immutable;
using System.Text;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>A query for webhooks as SQL.</summary>
internal static class WebhookListing
{
    public static SqliteList Of(string tenantId, WebhookQuery query)
    {
        var where = new StringBuilder("tenant = ?1");
        var values = new List<object?> { tenantId };
        Add("created_by = {0}", query.CreatedByUserId);
        Add("updated_by = {0}", query.UpdatedByUserId);
        Add("owner = {0}", query.OwnerId);
        Add("owner = {0}", query.VisibleTo);
        Add("enabled = {0}", query.Enabled);
        Add("level = {0}", query.Level is { } level ? (long)level : null);
        Add("holds_pieces(name_folded, {0})", query.Name is null ? null : WebhookRow.Fold(query.Name));
        Add("holds_pieces(url_folded, {0})", query.Url is null ? null : WebhookRow.Fold(query.Url));
        if (!query.Origins.IsEmpty)
        {
            where.Append(" AND origin IN (").AppendJoin(", ", query.Origins.Select(origin => (int)origin).Distinct().Order()).Append(')');
        }

        foreach (ImmutableArray<string> types in query.EventTypes)
        {
            string list = string.Join(", ", types.Select(Parameter));

            // A row whose list cannot be read has none of the types, instead of ending the statement.
            where.Append(" AND CASE WHEN json_valid(event_types) THEN EXISTS (SELECT 1 FROM json_each(event_types) WHERE value IN (")
                .Append(list).Append(")) ELSE 0 END");
        }

        (string key, string index, bool numeric, bool descending) = OrderOf(query);
        return new SqliteList
        {
            Table = $"webhooks INDEXED BY {index}",
            Columns = WebhookRow.Columns,
            Where = where.ToString(),
            Values = values,
            Key = key,
            HasNumericKey = numeric,
            Descending = descending,
            Order = (byte)query.Order,
            Limit = query.Limit,
            Cursor = query.Cursor,
        };

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                where.Append(" AND ").AppendFormat(null, condition, Parameter(value));
            }
        }

        string Parameter(object value)
        {
            values.Add(value);
            return $"?{values.Count}";
        }
    }

    private static (string Key, string Index, bool Numeric, bool Descending) OrderOf(WebhookQuery query) => query.Order switch
    {
        WebhookOrder.CreatedAt => ("created_at", "webhooks_created", true, false),
        WebhookOrder.CreatedAtDescending => ("created_at", "webhooks_created", true, true),
        WebhookOrder.UpdatedAt => ("updated_at", "webhooks_updated", true, false),
        WebhookOrder.UpdatedAtDescending => ("updated_at", "webhooks_updated", true, true),
        WebhookOrder.Name => ("name_folded", "webhooks_named", false, false),
        WebhookOrder.NameDescending => ("name_folded", "webhooks_named", false, true),
        WebhookOrder.Url => ("url_folded", "webhooks_addressed", false, false),
        _ => ("url_folded", "webhooks_addressed", false, true),
    };
}
