using System.Collections.Concurrent;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Identity;

namespace ScimFilter.Webhooks.Server.Api.RateLimits;

/// <summary>The budgets of all users, two each: one may be exhausted while the other is not. Of this process alone. Thread-safe.</summary>
internal sealed class RateLimits(WebhooksOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Tenant, string User, RateTier Tier), RateWindow> _windows = [];
    private readonly long _start = time.GetTimestamp();

    // Since the start, by the monotonic clock: setting the clock neither grants requests nor refuses them.
    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Counts a request.</summary>
    /// <returns>Zero, or how long the caller must wait.</returns>
    public TimeSpan TryCount(Caller caller, RateTier tier)
    {
        int perMinute = tier == RateTier.One ? options.Tier1PerMinute : options.Tier2PerMinute;
        return perMinute <= 0 ? TimeSpan.Zero : _windows
            .GetOrAdd((caller.TenantId, caller.UserId, tier), _ => new RateWindow((int)(perMinute * RateWindow.Length.TotalMinutes)))
            .TryCount(Now);
    }

    /// <summary>Forgets users who have not been here for a while.</summary>
    public void Sweep()
    {
        TimeSpan now = Now;
        foreach (var (key, window) in _windows)
        {
            if (window.IsIdle(now))
            {
                _windows.TryRemove(KeyValuePair.Create(key, window));
            }
        }
    }
}
