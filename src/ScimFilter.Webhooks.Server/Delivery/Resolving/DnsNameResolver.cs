using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>
/// Resolves names without a thread for each, unlike the system's resolver: a silent DNS server costs a timer and a socket for the time of
/// a look-up. Addresses, <c>localhost</c> and the hosts file need no look-up; answers are cached; equal look-ups of a tenant are one.
/// Thread-safe.
/// </summary>
internal sealed class DnsNameResolver(DnsLookup lookup, SystemNames system, NameCache cache, DnsOptions options, TimeProvider time)
    : INameResolver
{
    private readonly LookupSlots _slots = new(options.MaxConcurrency, options.TenantConcurrency);
    private readonly Lock _lock = new();

    // By tenant too: a look-up that waits for the share of one tenant must not hold up another.
    private readonly Dictionary<(string Tenant, string Name), Task<NameAnswer>> _pending = [];

    public async Task<ImmutableArray<IPAddress>> ResolveAsync(string tenantId, string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return [literal];
        }

        string name = NormalOf(host) ?? throw new NameResolutionException(host, "it is not a host name");
        if (system.Find(name) is { Length: > 0 } known)
        {
            return known;
        }

        NameAnswer answer = cache.Find(name) ?? await FindPending(tenantId, name).WaitAsync(cancellationToken);
        return answer.Failure switch
        {
            NameFailure.None => answer.Addresses,
            NameFailure.NotFound => throw new NameResolutionException(host, "it does not exist, or has no address"),
            NameFailure.Timeout => throw new NameResolutionException(host, string.Create(
                CultureInfo.InvariantCulture, $"no DNS server answered within {options.Timeout.TotalSeconds:0.###} seconds")),
            NameFailure.Busy => throw new NameResolutionException(host, "too many other names of the tenant are being resolved"),
            _ => throw new NameResolutionException(host, "the DNS servers could not answer"),
        };
    }

    private Task<NameAnswer> FindPending(string tenantId, string name)
    {
        var source = new TaskCompletionSource<NameAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_pending.TryGetValue((tenantId, name), out Task<NameAnswer>? pending))
            {
                return pending;
            }

            _pending[(tenantId, name)] = source.Task;
        }

        _ = RunAsync(tenantId, name, source);
        return source.Task;
    }

    private async Task RunAsync(string tenantId, string name, TaskCompletionSource<NameAnswer> source)
    {
        Task<NameAnswer> looking = LookUpAsync(tenantId, name);
        await Task.WhenAny(looking);

        // Before anyone has the answer, who could come back for the same name and get it again after its time.
        lock (_lock)
        {
            _pending.Remove((tenantId, name));
        }

        source.SetFromTask(looking);
    }

    private async Task<NameAnswer> LookUpAsync(string tenantId, string name)
    {
        if (!await WaitForSlotAsync(tenantId))
        {
            return NameAnswer.Failed(NameFailure.Busy);
        }

        try
        {
            // Another tenant may have had it looked up meanwhile.
            if (cache.Find(name) is { } cached)
            {
                return cached;
            }

            using var timeout = new CancellationTokenSource(options.Timeout, time);
            NameAnswer answer = await lookup.FindAsync(name, timeout.Token);
            cache.Add(name, answer);
            return answer;
        }
        finally
        {
            _slots.Leave(tenantId);
        }
    }

    private async Task<bool> WaitForSlotAsync(string tenantId)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        try
        {
            return await _slots.TryEnterAsync(tenantId, timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // In ASCII and lower case, so that a name has one entry in the cache. A dot at the end stays: such a name is not searched for.
    private static string? NormalOf(string host)
    {
        try
        {
            string name = new IdnMapping { AllowUnassigned = true }.GetAscii(host).ToLowerInvariant();
            return name.Trim('.').Length > 0 && name.All(IsInNames) ? name : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsInNames(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';
}
