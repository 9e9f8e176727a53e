using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Telemetry;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>All lanes: which of them can do something, and how much. Thread-safe.</summary>
internal sealed class LaneTable
{
    /// <summary>An attempt that takes longer takes no capacity any more.</summary>
    public static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(200);

    // For how long what was learnt of a receiver is kept when nothing is sent to it.
    private static readonly TimeSpan _memory = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly LaneRegistry _lanes;
    private readonly WebhookDirectory _directory;
    private readonly DeliveryOptions _options;
    private readonly LaneCapacity _capacity;
    private readonly LaneSchedule _schedule;
    private bool _isClosed;

    public LaneTable(WebhookDirectory directory, DeliveryOptions options, WebhookMetrics metrics)
    {
        (_directory, _options) = (directory, options);
        _lanes = new LaneRegistry(options);
        _capacity = new LaneCapacity(options, metrics);
        _schedule = new LaneSchedule(_capacity);
    }

    /// <summary>Gets how many deliveries are under way.</summary>
    public int UnderWay
    {
        get
        {
            lock (_lock)
            {
                return _capacity.UnderWay;
            }
        }
    }

    /// <summary>
    /// Gets when the time of a lane comes; null when none waits for a time. Lanes that wait for capacity are not counted: they go on when
    /// another delivery ends.
    /// </summary>
    public DateTimeOffset? NextTime
    {
        get
        {
            lock (_lock)
            {
                return _schedule.NextTime;
            }
        }
    }

    /// <summary>Gets a value indicating whether lanes wait, for capacity or for a time.</summary>
    public bool HasWaiting
    {
        get
        {
            lock (_lock)
            {
                return _schedule.HasReady || _schedule.NextTime is not null;
            }
        }
    }

    /// <summary>
    /// Gets a value indicating whether deliveries should be created now: some could begin at once, or so many lanes wait already that
    /// new ones have to go behind them anyway.
    /// </summary>
    public bool WantsDeliveries
    {
        get
        {
            lock (_lock)
            {
                return _isClosed || _capacity.Free > 0 || _schedule.Count >= _options.MaxConcurrency;
            }
        }
    }

    /// <summary>Lets nothing more begin; what is under way can still end.</summary>
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
            Lane lane = _lanes.Of(due.Webhook);
            lane.Due(due.DueAt);
            _schedule.Queue(lane);
        }
    }

    /// <summary>
    /// Takes capacity for a delivery that is about to be created. There is none when others of the webhook are due before it, when nothing
    /// is sent to it for a while, or when as many are under way as may be.
    /// </summary>
    /// <returns>Whether there is; then the delivery counts as posted until it ends.</returns>
    public bool TryReserve(WebhookKey webhook, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_isClosed || _capacity.Free <= 0)
            {
                return false;
            }

            Lane lane = _lanes.Of(webhook);
            if (lane.Asked > 0 || lane.NotBefore > now || lane.NextDue <= now || _capacity.FreeFor(lane) <= 0)
            {
                return false;
            }

            _capacity.Begin(lane, 1);
            return true;
        }
    }

    /// <summary>Gives back what was taken for a delivery that does not begin.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="dueAt">When something of it is due; null when that is not known.</param>
    public void Return(WebhookKey webhook, DateTimeOffset? dueAt) => End(new LanePass(webhook), dueAt);

    /// <summary>Notes that a delivery is posted for long.</summary>
    public void Slow(LanePass pass)
    {
        lock (_lock)
        {
            if (pass.Stage == LanePassStage.Posting)
            {
                pass.Stage = LanePassStage.Slow;
                Lane lane = _lanes.Of(pass.Webhook);
                _capacity.Slow(lane);
                _capacity.SetAnswersFast(lane, false);
            }
        }
    }

    /// <summary>Notes that an attempt was made, and only has to be stored. The lane learns from it.</summary>
    /// <returns>Whether it ended a hold.</returns>
    public bool Answered(LanePass pass, AttemptResult result)
    {
        lock (_lock)
        {
            Lane lane = _lanes.Of(pass.Webhook);
            bool released = LearnNow(lane, result);
            Answer(lane, pass);
            _schedule.Queue(lane);
            return released;
        }
    }

    /// <summary>Learns from an attempt that is no delivery of the lane: one that somebody asked for.</summary>
    /// <returns>Whether it ended a hold.</returns>
    public bool Learn(AttemptResult result)
    {
        lock (_lock)
        {
            return LearnNow(_lanes.Of(result.Attempt.Webhook), result);
        }
    }

    /// <summary>Notes that a delivery has ended.</summary>
    /// <param name="pass">The delivery.</param>
    /// <param name="dueAt">When it is due again; null when it is not.</param>
    public void End(LanePass pass, DateTimeOffset? dueAt)
    {
        lock (_lock)
        {
            Lane lane = _lanes.Of(pass.Webhook);
            Answer(lane, pass);
            pass.Stage = LanePassStage.Ended;
            _capacity.End(lane);
            if (dueAt is { } due)
            {
                lane.Due(due);
            }

            _schedule.Queue(lane);
        }
    }

    /// <summary>Takes lanes that can claim, with how many deliveries each may.</summary>
    public List<LaneClaim> TakeReady(DateTimeOffset now, int limit)
    {
        var claims = new List<LaneClaim>();
        lock (_lock)
        {
            while (claims.Count < limit && _schedule.Take(now) is { } lane)
            {
                int free = _capacity.FreeFor(lane);
                if (_directory.Find(lane.Webhook) is not { Enabled: true })
                {
                    // Its deliveries wait in the store until it is enabled again.
                    lane.NextDue = null;
                }
                else if (lane.NotBefore > now || free <= 0)
                {
                    // It was held while it waited, or waits for its own deliveries: they queue it when they end.
                    _schedule.Queue(lane);
                }
                else
                {
                    // What is due from now on is told by the answer, or by an attempt that ends meanwhile.
                    lane.NextDue = null;
                    claims.Add(new LaneClaim(lane.Webhook, free));
                    _capacity.Ask(lane, free);
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
            Lane lane = _lanes.Of(claimed.Webhook);
            _capacity.Ask(lane, 0);
            _capacity.Begin(lane, claimed.Deliveries.Count);
            if (claimed.NextDue is { } due)
            {
                lane.Due(due);
            }

            _schedule.Queue(lane);
        }
    }

    /// <summary>Notes that a claim came to nothing; its lane is ready again.</summary>
    public void NotClaimed(LaneClaim claim, DateTimeOffset now)
    {
        lock (_lock)
        {
            Lane lane = _lanes.Of(claim.Webhook);
            _capacity.Ask(lane, 0);
            lane.Due(now);
            _schedule.Queue(lane);
        }
    }

    /// <summary>Gets until when nothing is sent to a webhook; null when something may be sent.</summary>
    public LaneHold? HoldOf(WebhookKey webhook, DateTimeOffset now)
    {
        lock (_lock)
        {
            return _lanes.Find(webhook)?.HoldAt(now);
        }
    }

    /// <summary>Ends a hold, and forgets what was learnt of the receiver.</summary>
    public void Reset(WebhookKey webhook)
    {
        lock (_lock)
        {
            if (_lanes.Find(webhook) is { } lane)
            {
                lane.Reset();
                _schedule.Queue(lane);
            }
        }
    }

    /// <summary>Moves all times: the clock was set by so much.</summary>
    public void Shift(TimeSpan by)
    {
        lock (_lock)
        {
            foreach (Lane lane in _lanes.All)
            {
                lane.Shift(by);
            }

            _schedule.Rebuild(_lanes.All);
        }
    }

    /// <summary>Forgets lanes that were not used for a while.</summary>
    public void Sweep(DateTimeOffset now)
    {
        lock (_lock)
        {
            _lanes.Sweep(now - _memory, now);
        }
    }

    private bool LearnNow(Lane lane, AttemptResult result)
    {
        if (!result.Outcome.ConcernsReceiver)
        {
            return false;
        }

        DateTimeOffset begunAt = result.Attempt.TriggeredAt;
        bool released = lane.Learn(result.Outcome, begunAt, result.EndedAt);
        _capacity.SetAnswersFast(lane, result.Outcome.IsSuccess && result.EndedAt - begunAt <= Fast);
        return released;
    }

    private void Answer(Lane lane, LanePass pass)
    {
        if (pass.Stage is LanePassStage.Posting or LanePassStage.Slow)
        {
            _capacity.Answer(lane, pass.Stage == LanePassStage.Slow);
            pass.Stage = LanePassStage.Storing;
        }
    }
}
