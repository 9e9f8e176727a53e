namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>
/// How many deliveries of one webhook may be posted at once. Additive increase, multiplicative decrease, as in TCP: the limit starts at
/// one and grows by one with each success, so that it can double in each round; at a sign of overload it falls by 30 %, and from then on
/// it grows by one a round. With one sign of overload in n deliveries it settles at about twice the square root of n: 60 at one in a
/// thousand, 20 at one in a hundred. Guarded by the lock of the lane table.
/// </summary>
internal sealed class AdaptiveLimit(int most)
{
    private const double Decrease = 0.7;

    private double _limit = 1;
    private bool _doubles = true;
    private DateTimeOffset _decreasedAt;

    /// <summary>Gets the limit: one to the most that the options allow.</summary>
    public int Current => (int)_limit;

    /// <summary>Counts a delivery that the receiver took.</summary>
    /// <param name="posting">How many were being posted, with this one.</param>
    public void Succeeded(int posting)
    {
        // A limit that is not used says nothing about what the receiver takes.
        if (posting * 2 > _limit)
        {
            _limit = Math.Min(most, _limit + (_doubles ? 1 : 1 / _limit));
        }
    }

    /// <summary>
    /// Counts a sign of overload. Those of attempts that began before the last decrease have the same cause, and change nothing.
    /// </summary>
    /// <param name="begunAt">When the attempt began.</param>
    /// <param name="now">When it ended.</param>
    public void Overloaded(DateTimeOffset begunAt, DateTimeOffset now)
    {
        if (begunAt >= _decreasedAt)
        {
            _decreasedAt = now;
            _doubles = false;
            _limit = Math.Max(1, _limit * Decrease);
        }
    }

    /// <summary>Starts again from one: the receiver is another one, or was broken.</summary>
    public void Reset()
    {
        _limit = 1;
        _doubles = true;
    }

    /// <summary>Moves the times that are kept: the clock was set by so much.</summary>
    public void Shift(TimeSpan by) => _decreasedAt = _decreasedAt == default ? default : _decreasedAt + by;
}
