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

    // Failing lanes that wait for others of their kind to end.
    private readonly List<Lane> _postponed = [];
    private int _underWay;
    private int _failingUnderWay;

    // How much the claims may bring that were taken and not answered yet.
    private int _asked;
    private bool _isClosed;

    /// <summary>Gets how many deliveries are on their way.</summary>
    public int UnderWay
    {
        get
        {
            lock (_lock)
            {
                return _underWay;
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
                return _isClosed || FreeNow > 0 || _queue.Count >= options.MaxConcurrency;
            }
        }
    }

    private int FreeNow => options.MaxConcurrency - _underWay - _asked;

    private int MaxFailing => Math.Max(1, options.MaxConcurrency / 2);

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
            if (_isClosed || FreeNow <= 0)
            {
                return false;
            }

            Lane lane = LaneOf(webhook);
            if (lane.Asked > 0 || lane.IsFailing || lane.NotBefore > now || lane.NextDue <= now || lane.UnderWay >= LimitOf(lane))
            {
                RemoveIdle(lane);
                return false;
            }

            Count(lane, 1);
            return true;
        }
    }

    /// <summary>Notes that nothing came of the room that was made for a delivery.</summary>
    public void Return(WebhookKey webhook, DateTimeOffset? dueAt)
    {
        lock (_lock)
        {
            Lane lane = LaneOf(webhook);
            Count(lane, -1);
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
            Count(lane, -1);
            SetFailing(lane, end.IsFailing);
            lane.NotBefore = end.NotBefore > lane.NotBefore ? end.NotBefore : lane.NotBefore;
            if (end.DueAt is { } due)
            {
                lane.Due(due);
            }

            Queue(lane);
            if (_failingUnderWay < MaxFailing && _postponed.Count > 0)
            {
                _postponed.ForEach(Queue);
                _postponed.Clear();
            }

            RemoveIdle(lane);
        }
    }

    /// <summary>Takes lanes that can do something, with how many deliveries each may claim.</summary>
    public List<LaneClaim> TakeReady(DateTimeOffset now, int limit)
    {
        var claims = new List<LaneClaim>();
        lock (_lock)
        {
            int freeForFailing = MaxFailing - _failingUnderWay;
            while (claims.Count < limit && FreeNow > 0 && NextReadyNow() is { } ready && ready <= now)
            {
                Lane lane = _queue.Dequeue();
                lane.QueuedFor = null;
                int room = Math.Min(FreeNow, LimitOf(lane) - lane.UnderWay);
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
                    Ask(lane, room);
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
            Ask(lane, 0);
            Count(lane, claimed.Deliveries.Count);
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
            Ask(lane, 0);
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
                return FreeNow > 0 ? at : null;
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

    private void Ask(Lane lane, int room)
    {
        _asked += room - lane.Asked;
        lane.Asked = room;
    }

    private void Count(Lane lane, int change)
    {
        bool wasBusy = lane.UnderWay > 0;
        lane.UnderWay += change;
        _underWay += change;
        metrics.LaneChanged(change, (lane.UnderWay > 0 ? 1 : 0) - (wasBusy ? 1 : 0));
        _failingUnderWay += lane.IsFailing ? change : 0;
    }

    private void SetFailing(Lane lane, bool isFailing)
    {
        if (lane.IsFailing != isFailing)
        {
            lane.IsFailing = isFailing;
            _failingUnderWay += isFailing ? lane.UnderWay : -lane.UnderWay;
        }
    }
}
