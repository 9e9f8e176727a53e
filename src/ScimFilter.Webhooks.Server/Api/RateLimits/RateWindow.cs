namespace ScimFilter.Webhooks.Server.Api.RateLimits;

/// <summary>Counts the requests of one user in one tier over the last five minutes, in slices of ten seconds. Thread-safe.</summary>
internal sealed class RateWindow(int limit)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    private const int Slices = 30;

    private static readonly TimeSpan _slice = Length / Slices;

    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[Slices];
    private long _current;
    private int _total;

    /// <summary>Counts a request, unless the limit is reached.</summary>
    /// <param name="now">The time by a monotonic clock: how long it is since a start of its own.</param>
    /// <returns>Zero, or how long it takes until another may be made.</returns>
    public TimeSpan TryCount(TimeSpan now)
    {
        long slice = now.Ticks / _slice.Ticks;
        lock (_lock)
        {
            Advance(slice);
            if (_total < limit)
            {
                _counts[slice % Slices]++;
                _total++;
                return TimeSpan.Zero;
            }

            long oldest = Math.Max(0, slice - Slices + 1);
            while (_counts[oldest % Slices] == 0)
            {
                oldest++;
            }

            return new TimeSpan(((oldest + Slices) * _slice.Ticks) - now.Ticks);
        }
    }

    /// <summary>Gets a value indicating whether nothing is counted any more, so that the window can be forgotten.</summary>
    public bool IsIdle(TimeSpan now)
    {
        lock (_lock)
        {
            Advance(now.Ticks / _slice.Ticks);
            return _total == 0;
        }
    }

    private void Advance(long slice)
    {
        for (long next = Math.Max(_current + 1, slice - Slices + 1); next <= slice; next++)
        {
            _total -= _counts[next % Slices];
            _counts[next % Slices] = 0;
        }

        _current = Math.Max(_current, slice);
    }
}
