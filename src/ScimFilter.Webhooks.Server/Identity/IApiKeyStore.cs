namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>Keeps keys, as hashes. Thread-safe.</summary>
internal interface IApiKeyStore
{
    ValueTask<List<(ApiKeyHash Hash, Caller Caller)>> ReadAllAsync(CancellationToken cancellationToken);

    ValueTask AddAsync(ApiKeyHash hash, Caller caller, DateTimeOffset now, CancellationToken cancellationToken);
}
