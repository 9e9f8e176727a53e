namespace ScimFilter.Webhooks.Delivering;

/// <summary>How an attempt ended.</summary>
public readonly record struct AttemptOutcome
{
    /// <summary>Gets the status of the answer; null without one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Gets why there was no answer.</summary>
    public AttemptFailure Failure { get; init; }

    /// <summary>Gets how long the receiver asked to wait (<c>Retry-After</c>); null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether the receiver took the event: it answered with 200 to 299.</summary>
    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <summary>Gets a value indicating whether the receiver wants no more events: it answered with 410.</summary>
    public bool IsGone => StatusCode == 410;

    /// <summary>
    /// Gets a value indicating whether the attempt says something of the receiver; not when there was nothing that could be sent.
    /// </summary>
    public bool ConcernsReceiver => Failure != AttemptFailure.EventUnreadable;

    /// <summary>
    /// Gets a value indicating whether the receiver has too much to do: it answered with 429, 502 or 504, or not in time.
    /// </summary>
    public bool IsOverload => StatusCode is 429 or 502 or 504 || Failure == AttemptFailure.Timeout;
}
