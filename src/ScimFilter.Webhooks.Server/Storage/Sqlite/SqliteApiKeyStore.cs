using System.Text.Json;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>Keys that were made here, as hashes.</summary>
internal sealed class SqliteApiKeyStore(SqliteDatabase database) : IApiKeyStore
{
    public ValueTask<List<StoredApiKey>> ReadAllAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => ReadAll(session, database.Unreadable), cancellationToken);

    public async ValueTask AddAsync(StoredApiKey key, CancellationToken cancellationToken) =>
        await database.WriteAsync(session => Add(session, key), cancellationToken);

    /// <summary>Reads all keys; one that cannot be read is named, and lets nobody in.</summary>
    public static List<StoredApiKey> ReadAll(SqliteSession session, UnreadableRows unreadable) =>
    [
        .. session
            .Query("SELECT hash, tenant, user, roles, created_at FROM api_keys ORDER BY created_at, hash", row => Read(row, unreadable))
            .OfType<StoredApiKey>(),
    ];

    public static int Add(SqliteSession session, StoredApiKey key) => session.Execute(
        "INSERT INTO api_keys (hash, tenant, user, roles, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        Convert.FromHexString(key.Hash.Hex), key.Caller.TenantId, key.Caller.UserId, StoredJson.Write([.. key.Caller.Roles]),
        key.CreatedAt.UtcTicks);

    public static int Remove(SqliteSession session, ApiKeyHash hash) =>
        session.Execute("DELETE FROM api_keys WHERE hash = ?1", Convert.FromHexString(hash.Hex));

    private static StoredApiKey? Read(SqliteRow row, UnreadableRows unreadable)
    {
        var hash = new ApiKeyHash(Convert.ToHexString(row.GetBytes(0)));
        try
        {
            IReadOnlySet<string> roles = StoredJson.ReadTexts(row.GetString(3)).ToHashSet(StringComparer.Ordinal);
            return new StoredApiKey(hash, new Caller(row.GetString(1), row.GetString(2), roles), row.Time(4));
        }
        catch (JsonException)
        {
            unreadable.Report("api_keys", $"key {hash.ShortId}", "roles", "Nobody is let in with it; 'keys revoke' deletes it.");
            return null;
        }
    }
}
