using Microsoft.Extensions.Caching.Memory;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>
/// Answers by name, for as long as the DNS allows, within bounds. Failures are kept too (RFC 2308, RFC 9520): else every attempt to a
/// broken name would take a look-up. When the cache is full, the least recently used names leave it. Thread-safe.
/// </summary>
internal sealed class NameCache(DnsOptions options, TimeProvider time) : IDisposable
{
    // A name may be created a moment after a webhook asked for it.
    private static readonly TimeSpan _longestFailure = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = options.CacheSize });

    /// <summary>Gives the answer for a name that is still good; null if there is none.</summary>
    public NameAnswer? Find(string name) =>
        _entries.TryGetValue(name, out Entry? entry) && time.GetElapsedTime(entry!.Since) < entry.Lifetime ? entry.Answer : null;

    public void Add(string name, NameAnswer answer) =>
        _entries.Set(name, new Entry(answer, time.GetTimestamp(), LifetimeOf(answer)), new MemoryCacheEntryOptions { Size = 1 });

    /// <summary>Gets how many names are in it.</summary>
    public int Count => _entries.Count;

    public void Dispose() => _entries.Dispose();

    private TimeSpan LifetimeOf(NameAnswer answer)
    {
        TimeSpan lifetime = answer.TimeToLive ?? options.MinCacheTime;
        TimeSpan longest = answer.Failure == NameFailure.None || options.MaxCacheTime < _longestFailure
            ? options.MaxCacheTime
            : _longestFailure;
        return lifetime < options.MinCacheTime ? options.MinCacheTime : lifetime > longest ? longest : lifetime;
    }

    // Lifetimes are measured by timestamps, which a step of the wall clock does not change.
    private sealed record Entry(NameAnswer Answer, long Since, TimeSpan Lifetime);
}
