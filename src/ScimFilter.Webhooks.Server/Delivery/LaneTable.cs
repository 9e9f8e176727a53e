using ScimFilter.Webhooks.Server.Matching;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>All lanes, and which of them can do something. The sender's loop alone touches it.</summary>
internal sealed class LaneTable(WebhookDirectory directory, HealthBook health, DeliveryOptions options)
{
    private readonly Dictionary<WebhookKey, Lane> _lanes = [];
    private readonly PriorityQueue<Lane, DateTimeOffset> _queue = new();

    // Failing lanes that wait for others of their kind to end.
    private readonly List<Lane> _postponed = [];
    private int _underWay;
    private int _failingUnderWay;

    /// <summary>Gets how many deliveries are on their way.</summary>
    public int UnderWay => _underWay;

    /// <summary>Gets when the next lane can do something; null when none has anything to do.</summary>
    public DateTimeOffset? NextReady
    {
        get
        {
            while (_queue.TryPeek(out Lane? lane, out DateTimeOffset at))
            {
                if (lane.QueuedFor == at)
                {
                    return _underWay < options.MaxConcurrency ? at : null;
                }

                _queue.Dequeue();
            }

            return null;
        }
    }

    private int MaxFailing => Math.Max(1, options.MaxConcurrency / 2);

    /// <summary>Notes that a webhook has a delivery due.</summary>
    public void Due(LaneDue due)
    {
        Lane lane = LaneOf(due.Webhook);
        lane.Due(due.DueAt);
        Queue(lane);
    }

    /// <summary>Notes that a delivery has ended.</summary>
    /// <returns>Whether it was the lane's last one.</returns>
    public bool End(LaneEnd end)
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
        return lane.UnderWay == 0;
    }

    /// <summary>Takes lanes that can do something, with how many deliveries each may claim.</summary>
    public List<LaneClaim> TakeReady(DateTimeOffset now, int limit)
    {
        var claims = new List<LaneClaim>();
        int free = options.MaxConcurrency - _underWay;
        int freeForFailing = MaxFailing - _failingUnderWay;
        while (claims.Count < limit && free > 0 && NextReady is { } ready && ready <= now)
        {
            Lane lane = _queue.Dequeue();
            lane.QueuedFor = null;
            int room = Math.Min(free, LimitOf(lane) - lane.UnderWay);
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
                claims.Add(new LaneClaim(lane.Webhook, room));
                free -= room;
                freeForFailing -= lane.IsFailing ? room : 0;
            }
        }

        return claims;
    }

    /// <summary>Notes what was claimed.</summary>
    /// <returns>Whether the lane had nothing on its way before.</returns>
    public bool Claimed(ClaimedLane claimed)
    {
        Lane lane = LaneOf(claimed.Webhook);
        bool wasIdle = lane.UnderWay == 0 && claimed.Deliveries.Count > 0;
        Count(lane, claimed.Deliveries.Count);
        lane.NextDue = claimed.NextDue;
        Queue(lane);
        RemoveIdle(lane);
        return wasIdle;
    }

    private void RemoveIdle(Lane lane)
    {
        if (lane is { UnderWay: 0, NextDue: null })
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
        if (lane.ReadyAt is { } ready && lane.UnderWay < LimitOf(lane) && lane.QueuedFor != ready)
        {
            lane.QueuedFor = ready;
            _queue.Enqueue(lane, ready);
        }
    }

    private void Count(Lane lane, int change)
    {
        lane.UnderWay += change;
        _underWay += change;
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
