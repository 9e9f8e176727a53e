using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>
/// The deliveries of one webhook: how many are under way, when there is more to do, and how much its receiver takes. Guarded by the lock
/// of the table.
/// </summary>
internal sealed class Lane(WebhookKey webhook, TenantLanes tenant, DeliveryOptions options)
{
    private readonly AdaptiveLimit _limit = new(options.LaneConcurrency);
    private readonly CircuitBreaker _breaker = new(options);
    private DateTimeOffset _heldAt;
    private DateTimeOffset _heldUntil;
    private DateTimeOffset _usedAt;

    public WebhookKey Webhook { get; } = webhook;

    public TenantLanes Tenant { get; } = tenant;

    /// <summary>Gets or sets how many deliveries are being posted.</summary>
    public int Posting { get; set; }

    /// <summary>Gets or sets how many of those take long, and no capacity any more.</summary>
    public int Slow { get; set; }

    /// <summary>Gets or sets how many were answered and wait until that is stored.</summary>
    public int Storing { get; set; }

    /// <summary>Gets or sets how many deliveries the claim may bring that was taken and not answered yet.</summary>
    public int Asked { get; set; }

    /// <summary>Gets or sets when the next delivery is due, as far as is known; null when none is.</summary>
    public DateTimeOffset? NextDue { get; set; }

    /// <summary>Gets or sets the time that the lane stands in the schedule for; entries for other times are out of date.</summary>
    public DateTimeOffset? QueuedFor { get; set; }

    /// <summary>Gets or sets a value indicating whether the lane stands among those of its tenant that can claim now.</summary>
    public bool IsReady { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the receiver took the last delivery, and soon. Others share a part of the capacity.
    /// </summary>
    public bool AnswersFast { get; set; }

    /// <summary>Gets how many deliveries may be posted at once.</summary>
    public int Limit => _breaker.IsClosed ? _limit.Current : 1;

    /// <summary>
    /// Gets a value indicating whether so few deliveries are posted that a claim is worth its cost: a quarter of the limit is free.
    /// </summary>
    public bool HasSpace => Posting <= Limit - Math.Max(1, Limit / 4);

    /// <summary>Gets until when nothing is sent.</summary>
    public DateTimeOffset NotBefore => _heldUntil > _breaker.OpenUntil ? _heldUntil : _breaker.OpenUntil;

    /// <summary>Gets when the lane can do something; null when it has nothing to do.</summary>
    public DateTimeOffset? ReadyAt => NextDue is { } due ? (due > NotBefore ? due : NotBefore) : null;

    /// <summary>Gets a value indicating whether nothing is under way or waits.</summary>
    public bool IsIdle => this is { Posting: 0, Storing: 0, Asked: 0, NextDue: null, IsReady: false };

    public void Due(DateTimeOffset at)
    {
        if (NextDue is null || at < NextDue)
        {
            NextDue = at;
        }
    }

    /// <summary>Learns from an attempt.</summary>
    /// <returns>Whether it ended a hold that the receiver had asked for.</returns>
    public bool Learn(AttemptOutcome outcome, DateTimeOffset begunAt, DateTimeOffset endedAt)
    {
        _usedAt = endedAt;
        if (outcome.IsSuccess)
        {
            _limit.Succeeded(Posting);
            _breaker.Reset();
            return EndHold(begunAt, endedAt);
        }

        if (outcome.RetryAfter is { } wait && endedAt + (wait < options.MaxRetryAfter ? wait : options.MaxRetryAfter) is var until
            && until > _heldUntil)
        {
            (_heldAt, _heldUntil) = (endedAt, until);
        }

        bool isRefusal = outcome is { StatusCode: not null and not 503, IsOverload: false };
        if (!isRefusal)
        {
            _limit.Overloaded(begunAt, endedAt);
        }

        _breaker.Failed(begunAt, endedAt, isRefusal);
        if (!_breaker.IsClosed)
        {
            _limit.Reset();
        }

        return false;
    }

    /// <summary>Gets until when nothing is sent; null when something may be sent.</summary>
    public LaneHold? HoldAt(DateTimeOffset now) =>
        NotBefore <= now ? null
        : new LaneHold(NotBefore, NotBefore == _heldUntil ? LaneHoldReasons.RetryAfter : LaneHoldReasons.CircuitOpen);

    /// <summary>Forgets what was learnt: the receiver is another one, or somebody wants it tried again.</summary>
    public void Reset()
    {
        _heldUntil = default;
        _limit.Reset();
        _breaker.Reset();
    }

    /// <summary>Gets a value indicating whether nothing is known that is worth keeping.</summary>
    public bool IsForgettable(DateTimeOffset usedBefore, DateTimeOffset now) => IsIdle && _usedAt < usedBefore && NotBefore <= now;

    /// <summary>Moves all times that are kept: the clock was set by so much.</summary>
    public void Shift(TimeSpan by)
    {
        _heldAt = _heldAt == default ? default : _heldAt + by;
        _heldUntil = _heldUntil == default ? default : _heldUntil + by;
        NextDue += by;
        _limit.Shift(by);
        _breaker.Shift(by);
    }

    // One that began before the hold did says nothing about it.
    private bool EndHold(DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (_heldUntil <= now || begunAt < _heldAt)
        {
            return false;
        }

        _heldUntil = default;
        return true;
    }
}
