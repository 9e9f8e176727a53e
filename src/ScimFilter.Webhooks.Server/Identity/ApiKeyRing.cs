using System.Collections.Frozen;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>The keys that are good: hashes in memory, from the configuration and the store. Thread-safe.</summary>
internal sealed class ApiKeyRing(WebhooksOptions options, IApiKeyStore store)
{
    private FrozenDictionary<string, (ApiKeyHash Hash, Caller Caller)> _callers = FrozenDictionary<string, (ApiKeyHash, Caller)>.Empty;

    /// <summary>Gets a value indicating whether there is no key.</summary>
    public bool IsEmpty => _callers.Count == 0;

    /// <summary>Reads all keys; one of the configuration goes before the same one of the store.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        List<StoredApiKey> stored = await store.ReadAllAsync(cancellationToken);
        _callers = From(options.ApiKeys).Concat(stored.Select(key => (key.Hash, key.Caller))).DistinctBy(key => key.Hash.Hex)
            .ToFrozenDictionary(key => key.Hash.Hex, key => key, StringComparer.Ordinal);
    }

    public static IEnumerable<(ApiKeyHash Hash, Caller Caller)> From(IEnumerable<ApiKeyOptions> options) =>
        options.Select(key => (ApiKeyHash.Of(key.Key), new Caller(key.TenantId, key.UserId, RolesOf(key.Roles))));

    public Caller? Find(string key)
    {
        ApiKeyHash hash = ApiKeyHash.Of(key);
        return _callers.TryGetValue(hash.Hex, out (ApiKeyHash Hash, Caller Caller) found) && found.Hash.Matches(hash) ? found.Caller : null;
    }

    /// <summary>Maps names of roles; names of none are passed over, and no names at all count as those of a plain user.</summary>
    public static IReadOnlySet<string> RolesOf(IReadOnlyCollection<string> names) => names.Count == 0
        ? new HashSet<string>(StringComparer.Ordinal) { Roles.UseWebhooks }
        : Roles.All.Where(role => names.Contains(role, StringComparer.OrdinalIgnoreCase)).ToHashSet(StringComparer.Ordinal);
}
