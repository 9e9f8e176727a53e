using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>The lanes that something is known of, with their tenants. Guarded by the lock of the table.</summary>
internal sealed class LaneRegistry(DeliveryOptions options)
{
    private readonly Dictionary<WebhookKey, Lane> _lanes = [];
    private readonly Dictionary<string, TenantLanes> _tenants = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Lane> All => _lanes.Values;

    public Lane? Find(WebhookKey key) => _lanes.GetValueOrDefault(key);

    /// <summary>Gives the lane of a webhook; a new one when nothing is known of it.</summary>
    public Lane Of(WebhookKey key)
    {
        if (!_lanes.TryGetValue(key, out Lane? lane))
        {
            if (!_tenants.TryGetValue(key.TenantId, out TenantLanes? tenant))
            {
                tenant = new TenantLanes(key.TenantId);
                _tenants.Add(key.TenantId, tenant);
            }

            tenant.Lanes++;
            lane = new Lane(key, tenant, options);
            _lanes.Add(key, lane);
        }

        return lane;
    }

    /// <summary>Forgets lanes that were not used for a while and are not held.</summary>
    public void Sweep(DateTimeOffset usedBefore, DateTimeOffset now)
    {
        foreach (Lane lane in _lanes.Values.Where(lane => lane.IsForgettable(usedBefore, now)))
        {
            _lanes.Remove(lane.Webhook);
            if (--lane.Tenant.Lanes == 0)
            {
                _tenants.Remove(lane.Tenant.Id);
            }
        }
    }
}
