using ScimFilter.Webhooks.Server.Identity;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Keys that were made here, as hashes.</summary>
internal sealed class SqliteApiKeyStore(SqliteDatabase database) : IApiKeyStore
{
    public ValueTask<List<(ApiKeyHash Hash, Caller Caller)>> ReadAllAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query(
            "SELECT hash, tenant, user, roles FROM api_keys",
            row => (
                new ApiKeyHash(Convert.ToHexString(row.GetBytes(0))),
                new Caller(row.GetString(1), row.GetString(2), StoredJson.ReadTexts(row.GetString(3)).ToHashSet(StringComparer.Ordinal)))),
        cancellationToken);

    public async ValueTask AddAsync(ApiKeyHash hash, Caller caller, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            session => session.Execute(
                "INSERT INTO api_keys (hash, tenant, user, roles, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                Convert.FromHexString(hash.Hex), caller.TenantId, caller.UserId, StoredJson.Write([.. caller.Roles]), now.UtcTicks),
            cancellationToken);
}
