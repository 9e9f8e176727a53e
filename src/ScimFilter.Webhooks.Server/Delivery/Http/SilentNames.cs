using Microsoft.Extensions.Caching.Memory;

namespace ScimFilter.Webhooks.Server.Delivery.Http;

/// <summary>
/// Names that had no answer while a webhook was written, for some seconds: who tries again at once does not wait again. By tenant, as what
/// one tenant waits for may be its own other look-ups. When it is full, the least recently used names leave it. Thread-safe.
/// </summary>
internal sealed class SilentNames(TimeProvider time) : IDisposable
{
    private const int MaxNames = 10_000;

    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(5);

    private readonly MemoryCache _since = new(new MemoryCacheOptions { SizeLimit = MaxNames });

    /// <summary>Tells whether a name had no answer a few seconds ago.</summary>
    public bool Has(string tenantId, string name) =>
        _since.TryGetValue((tenantId, name), out long since) && time.GetElapsedTime(since) < _lifetime;

    public void Add(string tenantId, string name) =>
        _since.Set((tenantId, name), time.GetTimestamp(), new MemoryCacheEntryOptions { Size = 1 });

    public void Dispose() => _since.Dispose();
}
