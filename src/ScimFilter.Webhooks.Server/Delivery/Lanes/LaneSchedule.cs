namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>
/// Which lane comes next. Lanes wait by time; those whose time has come wait with their tenant, and tenants take turns, so that neither
/// many deliveries nor many webhooks of one put others behind. Lanes that may not claim now are not looked at one by one. Guarded by the
/// lock of the table.
/// </summary>
internal sealed class LaneSchedule(LaneCapacity capacity)
{
    // An entry is out of date when its lane is queued for another time.
    private readonly PriorityQueue<Lane, DateTimeOffset> _waiting = new();
    private readonly Queue<TenantLanes> _tenants = new();
    private int _ready;

    /// <summary>Gets how many lanes wait.</summary>
    public int Count => _waiting.Count + _ready;

    /// <summary>Gets a value indicating whether the time of some lanes has come; there may be no capacity for them.</summary>
    public bool HasReady => _ready > 0;

    /// <summary>Gets when the time of the next lane comes; null when none waits for a time.</summary>
    public DateTimeOffset? NextTime
    {
        get
        {
            while (_waiting.TryPeek(out Lane? lane, out DateTimeOffset at))
            {
                if (lane.QueuedFor == at)
                {
                    return at;
                }

                _waiting.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Queues a lane when it has something to do and may do enough of it.</summary>
    public void Queue(Lane lane)
    {
        if (lane is { Asked: 0, IsReady: false, HasSpace: true, ReadyAt: { } ready } && lane.QueuedFor != ready)
        {
            lane.QueuedFor = ready;
            _waiting.Enqueue(lane, ready);
        }
    }

    /// <summary>Takes the next lane that can claim something; null when there is none.</summary>
    public Lane? Take(DateTimeOffset now)
    {
        while (NextTime <= now)
        {
            Lane lane = _waiting.Dequeue();
            lane.QueuedFor = null;
            MakeReady(lane);
        }

        for (int tenants = _tenants.Count; tenants > 0 && capacity.Free > 0; tenants--)
        {
            TenantLanes tenant = _tenants.Dequeue();
            Lane? lane = capacity.FreeFor(tenant) > 0 ? tenant.Take(others: capacity.FreeForOthers > 0) : null;
            tenant.IsQueued = tenant.Ready > 0;
            if (tenant.IsQueued)
            {
                _tenants.Enqueue(tenant);
            }

            if (lane is not null)
            {
                _ready--;
                return lane;
            }
        }

        return null;
    }

    /// <summary>Queues all lanes anew: the clock was set.</summary>
    public void Rebuild(IEnumerable<Lane> lanes)
    {
        _waiting.Clear();
        foreach (Lane lane in lanes)
        {
            lane.QueuedFor = null;
            Queue(lane);
        }
    }

    private void MakeReady(Lane lane)
    {
        lane.Tenant.Add(lane);
        _ready++;
        if (!lane.Tenant.IsQueued)
        {
            lane.Tenant.IsQueued = true;
            _tenants.Enqueue(lane.Tenant);
        }
    }
}
