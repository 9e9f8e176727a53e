using ScimFilter.Webhooks.Server.Matching;
using ScimFilter.Webhooks.Server.Telemetry;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>All lanes: which of them can do something, and how much. Thread-safe.</summary>
internal sealed class LaneTable(WebhookDirectory directory, HealthBook health, DeliveryOptions options, WebhookMetrics metrics)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<WebhookKey, Lane> _lanes = [];
    private readonly PriorityQueue<Lane, DateTimeOffset> _queue = new();
    private readonly LaneRoom _room = new(options, metrics);

    // Failing lanes that wait for others of their kind to end.
    private readonly List<Lane> _postponed = [];
    private bool _isClosed;

    /// <summary>Gets how many deliveries are on their way.</summary>
    public int UnderWay
    {
        get
        {
            lock (_lock)
            {
                return _room.UnderWay;
            }
        }
    }

    /// <summary>Gets when the next lane can do something; null when none has anything to do, or there is no room.</summary>
    public DateTimeOffset? NextReady
    {
        get
        {
            lock (_lock)
            {
                return NextReadyNow();
            }
        }
    }

    /// <summary>
    /// Gets a value indicating whether deliveries should be created now: some could begin at once, or so many lanes wait already that
    /// new ones have to go behind them anyway.
    /// </summary>
    public bool IsHungry
    {
        get
        {
            lock (_lock)
            {
                return _isClosed || _room.Free > 0 || _queue.Count >= options.MaxConcurrency;
            }
        }
    }

    /// <summary>Lets nothing more begin; what is on its way can still end.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    /// <summary>Notes that a webhook has a delivery due.</summary>
    public void Due(LaneDue due)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(due.Webhook);
            lane.Due(due.DueAt);
            Queue(lane);
        }
    }

    /// <summary>
    /// Makes room for a delivery that is about to be created. There is none when others of the webhook are due before it, when the
    /// webhook fails, or when as many are on their way as may be.
    /// </summary>
    /// <returns>Whether there is room; then the delivery counts as on its way until it ends.</returns>
    public bool TryReserve(WebhookKey webhook, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_isClosed || _room.Free <= 0)
            {
                return false;
            }

            Lane lane = LaneOf(webhook);
            if (lane.Asked > 0 || lane.IsFailing || lane.NotBefore > now || lane.NextDue <= now || lane.UnderWay >= LimitOf(lane))
            {
                RemoveIdle(lane);
                return false;
            }

            _room.Begin(lane, 1);
            return true;
        }
    }

    /// <summary>Notes that nothing came of the room that was made for a delivery.</summary>
    public void Return(WebhookKey webhook, DateTimeOffset? dueAt)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(webhook);
            _room.End(lane, hasLeft: false);
            if (dueAt is { } due)
            {
                lane.Due(due);
            }

            Queue(lane);
            RemoveIdle(lane);
        }
    }

    /// <summary>Notes that a delivery has ended.</summary>
    public void End(LaneEnd end)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(end.Webhook);
            _room.End(lane, end.HasLeft);
            _room.SetFailing(lane, end.IsFailing);
            lane.NotBefore = end.NotBefore > lane.NotBefore ? end.NotBefore : lane.NotBefore;
            if (end.DueAt is { } due)
            {
                lane.Due(due);
            }

            Queue(lane);
            QueuePostponed();
            RemoveIdle(lane);
        }
    }

    /// <summary>Notes that a delivery leaves its room before it ends, so that others need not wait for it.</summary>
    public void Leave(WebhookKey webhook)
    {
        lock (_lock)
        {
            _room.Leave(LaneOf(webhook));
            QueuePostponed();
        }
    }

    /// <summary>Takes lanes that can do something, with how many deliveries each may claim.</summary>
    public List<LaneClaim> TakeReady(DateTimeOffset now, int limit)
    {
        var claims = new List<LaneClaim>();
        lock (_lock)
        {
            int freeForFailing = _room.FreeForFailing;
            while (claims.Count < limit && _room.Free > 0 && NextReadyNow() is { } ready && ready <= now)
            {
                Lane lane = _queue.Dequeue();
                lane.QueuedFor = null;
                int room = Math.Min(_room.Free, LimitOf(lane) - lane.UnderWay);
                if (directory.Find(lane.Webhook) is not { Enabled: true })
                {
                    // Its deliveries wait in the store until it is enabled again.
                    lane.NextDue = null;
                    RemoveIdle(lane);
                }
                else if (lane.IsFailing && freeForFailing <= 0)
                {
                    _postponed.Add(lane);
                }
                else if (room > 0)
                {
                    // What is due from now on is told by the answer, or by an attempt that ends meanwhile.
                    lane.NextDue = null;
                    claims.Add(new LaneClaim(lane.Webhook, room));
                    _room.Ask(lane, room);
                    freeForFailing -= lane.IsFailing ? room : 0;
                }
            }
        }

        return claims;
    }

    /// <summary>Notes what was claimed.</summary>
    public void Claimed(ClaimedLane claimed)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(claimed.Webhook);
            _room.Ask(lane, 0);
            _room.Begin(lane, claimed.Deliveries.Count);
            if (claimed.NextDue is { } due)
            {
                lane.Due(due);
            }

            Queue(lane);
            RemoveIdle(lane);
        }
    }

    /// <summary>Notes that a claim came to nothing; its lane is ready again.</summary>
    public void NotClaimed(LaneClaim claim, DateTimeOffset now)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(claim.Webhook);
            _room.Ask(lane, 0);
            lane.Due(now);
            Queue(lane);
        }
    }

    private DateTimeOffset? NextReadyNow()
    {
        while (_queue.TryPeek(out Lane? lane, out DateTimeOffset at))
        {
            if (lane.QueuedFor == at)
            {
                return _room.Free > 0 ? at : null;
            }

            _queue.Dequeue();
        }

        return null;
    }

    private void RemoveIdle(Lane lane)
    {
        if (lane is { UnderWay: 0, Asked: 0, NextDue: null })
        {
            _lanes.Remove(lane.Webhook);
        }
    }

    private int LimitOf(Lane lane) => lane.IsFailing ? 1 : options.LaneConcurrency;

    private Lane LaneOf(WebhookKey key)
    {
        if (!_lanes.TryGetValue(key, out Lane? lane))
        {
            lane = new Lane(key) { IsFailing = health.Of(key).FailingSince is not null };
            _lanes.Add(key, lane);
        }

        return lane;
    }

    private void Queue(Lane lane)
    {
        if (lane.ReadyAt is { } ready && lane.Asked == 0 && lane.UnderWay < LimitOf(lane) && lane.QueuedFor != ready)
        {
            lane.QueuedFor = ready;
            _queue.Enqueue(lane, ready);
        }
    }

    private void QueuePostponed()
    {
        if (_room.FreeForFailing > 0 && _postponed.Count > 0)
        {
            _postponed.ForEach(Queue);
            _postponed.Clear();
        }
    }
}
