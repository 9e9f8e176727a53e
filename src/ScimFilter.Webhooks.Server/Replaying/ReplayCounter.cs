using System.Collections.Concurrent;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Replays;

namespace ScimFilter.Webhooks.Server.Replaying;

/// <summary>Tells what a replay would do, and does nothing. Thread-safe.</summary>
internal sealed class ReplayCounter(IReplayStore store, ReplayReader reader)
{
    private readonly ConcurrentDictionary<string, bool> _tenants = new(StringComparer.Ordinal);

    /// <summary>Counts.</summary>
    /// <returns>What a replay would find and create; null while another count of the tenant is under way.</returns>
    public async Task<ReplayCounts?> CountAsync(Webhook webhook, ReplayPeriod period, CancellationToken cancellationToken)
    {
        if (!_tenants.TryAdd(webhook.TenantId, true))
        {
            return null;
        }

        try
        {
            WebhookMatcher matcher = reader.MatcherOf(webhook);
            var key = new WebhookKey(webhook.TenantId, webhook.Id);
            var counts = default(ReplayCounts);
            ReplayPlace place = period.Start;
            bool isLast = false;
            while (!isLast)
            {
                (ReplayPage page, List<long> matches) = await reader.ReadAsync(matcher, period, place, cancellationToken);
                int missing = await store.CountMissingAsync(key, matches, cancellationToken);
                counts += new ReplayCounts(page.Events.Count, matches.Count, missing);
                (place, isLast) = (page.End, page.IsLast);
            }

            return counts;
        }
        finally
        {
            _tenants.TryRemove(webhook.TenantId, out _);
        }
    }
}
