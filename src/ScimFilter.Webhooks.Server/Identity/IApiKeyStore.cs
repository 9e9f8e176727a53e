namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>Keeps keys, as hashes. Thread-safe.</summary>
internal interface IApiKeyStore
{
    ValueTask<List<StoredApiKey>> ReadAllAsync(CancellationToken cancellationToken);

    ValueTask AddAsync(StoredApiKey key, CancellationToken cancellationToken);
}
