using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Paging;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Webhooks in SQLite.</summary>
internal sealed class SqliteWebhookStore(SqliteDatabase database, ISecretBox box) : IWebhookStore
{
    private const string SelectOne = $"SELECT {WebhookRow.Columns} FROM webhooks WHERE tenant = ?1 AND id = ?2";

    private const string Insert = $"INSERT INTO webhooks ({WebhookRow.Columns}) VALUES ({WebhookRow.Parameters})";

    private const string Update =
        $"UPDATE webhooks SET ({WebhookRow.Columns}) = ({WebhookRow.Parameters}) WHERE tenant = ?1 AND id = ?2 AND version = ?3 - 1";

    // A webhook that was disabled, or had another URL, begins anew.
    private const string ForgetHealth =
        "DELETE FROM health WHERE webhook = "
        + "(SELECT number FROM webhooks WHERE tenant = ?1 AND id = ?2 AND version = ?3 AND (enabled = 0 OR url <> ?4))";

    public async ValueTask<Webhook?> FindAsync(WebhookKey key, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            session => session.Query(SelectOne, row => Read(row, 0), key.TenantId, key.WebhookId), cancellationToken)
            .ConfigureAwait(false)).SingleOrDefault();

    public ValueTask<Page<Webhook>> ListAsync(string tenantId, WebhookQuery query, CancellationToken cancellationToken)
    {
        SqliteList list = WebhookListing.Of(tenantId, query);
        return database.ReadForAsync(tenantId, session => SqlitePages.Read(session, list, row => Read(row, 2)), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Webhook>> ReadAllAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            session => session.Query($"SELECT {WebhookRow.Columns} FROM webhooks ORDER BY number", row => Read(row, 0)),
            cancellationToken).ConfigureAwait(false);

    public ValueTask<WebhookAddition> AddAsync(Webhook webhook, WebhookQuota quota, CancellationToken cancellationToken)
    {
        object?[] values = WebhookRow.Values(webhook with { Version = 1 }, box);
        return database.WriteAsync(
            session =>
            {
                if (session.Scalar("SELECT COUNT(*) FROM webhooks WHERE tenant = ?1", webhook.TenantId) >= quota.PerTenant)
                {
                    return WebhookAddition.TenantQuotaReached;
                }

                const string ofUser = "SELECT COUNT(*) FROM webhooks WHERE tenant = ?1 AND created_by = ?2";
                if (session.Scalar(ofUser, webhook.TenantId, webhook.CreatedByUserId) >= quota.PerUser)
                {
                    return WebhookAddition.UserQuotaReached;
                }

                session.Execute(Insert, values);
                return WebhookAddition.Added;
            },
            cancellationToken);
    }

    public ValueTask<Webhook?> ReplaceAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        Webhook next = webhook with { Version = webhook.Version + 1 };
        object?[] values = WebhookRow.Values(next, box);
        return database.WriteAsync(
            session =>
            {
                if (next.Enabled)
                {
                    session.Execute(ForgetHealth, next.TenantId, next.Id, webhook.Version, next.Url.OriginalString);
                }

                return session.Execute(Update, values) == 1 ? next : null;
            },
            cancellationToken);
    }

    public ValueTask<bool> RemoveAsync(WebhookKey key, CancellationToken cancellationToken) =>
        // Its deliveries and attempts can no longer be reached, and are pruned bit by bit: there may be very many.
        database.WriteAsync(
            session =>
            {
                session.Execute(
                    "DELETE FROM health WHERE webhook = (SELECT number FROM webhooks WHERE tenant = ?1 AND id = ?2)", key.TenantId,
                        key.WebhookId);
                session.Execute(
                    "DELETE FROM replays WHERE webhook = (SELECT number FROM webhooks WHERE tenant = ?1 AND id = ?2)",
                    key.TenantId, key.WebhookId);
                return session.Execute("DELETE FROM webhooks WHERE tenant = ?1 AND id = ?2", key.TenantId, key.WebhookId) == 1;
            },
            cancellationToken);

    private Webhook Read(SqliteRow row, int first) => WebhookRow.Read(row, first, box, database.Unreadable);
}
