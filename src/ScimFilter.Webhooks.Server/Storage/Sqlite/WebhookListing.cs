using System.Collections.Immutable;
using System.Text;
using ScimFilter.Webhooks.Storage;

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
        Add("name_folded LIKE {0} ESCAPE '\\'", PatternOf(query.Name));
        Add("url_folded LIKE {0} ESCAPE '\\'", PatternOf(query.Url));
        if (!query.Origins.IsEmpty)
        {
            where.Append(" AND origin IN (").AppendJoin(", ", query.Origins.Select(origin => (int)origin)).Append(')');
        }

        foreach (ImmutableArray<string> types in query.EventTypes)
        {
            string list = string.Join(", ", types.Select(Parameter));
            where.Append(" AND EXISTS (SELECT 1 FROM json_each(event_types) WHERE value IN (").Append(list).Append("))");
        }

        (string key, bool numeric, bool descending) = query.Order switch
        {
            WebhookOrder.CreatedAt => ("created_at", true, false),
            WebhookOrder.CreatedAtDescending => ("created_at", true, true),
            WebhookOrder.UpdatedAt => ("updated_at", true, false),
            WebhookOrder.UpdatedAtDescending => ("updated_at", true, true),
            WebhookOrder.Name => ("name_folded", false, false),
            WebhookOrder.NameDescending => ("name_folded", false, true),
            WebhookOrder.Url => ("url_folded", false, false),
            _ => ("url_folded", false, true),
        };
        return new SqliteList
        {
            Table = "webhooks",
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

    private static string? PatternOf(string? text) => text is null
        ? null
        : $"%{WebhookRow.Fold(text)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
            .Replace('*', '%')}%";
}
