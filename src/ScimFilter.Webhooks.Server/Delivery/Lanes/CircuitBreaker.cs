using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>
/// Keeps deliveries from a receiver that is broken. It opens after a number of failures in a row; when its time is over one delivery goes
/// out as a probe. A success closes it. A failure opens it again: for twice as long when there was no answer or a sign of overload; for as
/// long as the first time when the receiver answered with another error, since that may be due to the event, and others wait behind it.
/// Guarded by the lock of the lane table.
/// </summary>
internal sealed class CircuitBreaker(DeliveryOptions options)
{
    private int _failures;
    private TimeSpan _delay;

    /// <summary>
    /// Gets a value indicating whether deliveries go out as usual. If not, one at a time goes out, from <see cref="OpenUntil"/> on.
    /// </summary>
    public bool IsClosed => _delay == TimeSpan.Zero;

    /// <summary>Gets when the next probe may go out; the earliest time while the breaker is closed.</summary>
    public DateTimeOffset OpenUntil { get; private set; }

    /// <summary>Counts a failure.</summary>
    /// <param name="begunAt">When the attempt began; one that began before the breaker opened says nothing new.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="isRefusal">Whether the receiver answered, and not that it has too much to do.</param>
    public void Failed(DateTimeOffset begunAt, DateTimeOffset now, bool isRefusal)
    {
        if (begunAt < OpenUntil || (IsClosed && ++_failures < options.CircuitFailures))
        {
            return;
        }

        _delay = IsClosed || isRefusal ? options.CircuitDelay : _delay * 2;
        _delay = _delay < options.CircuitMaxDelay ? _delay : options.CircuitMaxDelay;
        OpenUntil = now + _delay;
    }

    /// <summary>Closes the breaker: the receiver took a delivery, or is another one.</summary>
    public void Reset()
    {
        _failures = 0;
        _delay = TimeSpan.Zero;
        OpenUntil = default;
    }

    /// <summary>Moves the times that are kept: the clock was set by so much.</summary>
    public void Shift(TimeSpan by) => OpenUntil = IsClosed ? default : OpenUntil + by;
}
