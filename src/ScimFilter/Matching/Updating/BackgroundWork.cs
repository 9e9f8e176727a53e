namespace ScimFilter.Matching.Updating;

/// <summary>
/// Runs an action on the thread pool, one run at a time. An exception does not leave it, as that would end the process: it is kept to be
/// looked at, and the action runs again after a delay that doubles with each failure in a row, from one second up to a minute. Thread-safe.
/// </summary>
/// <param name="time">Measures the delays.</param>
/// <param name="action">The action.</param>
internal sealed class BackgroundWork(TimeProvider time, Action action) : IThreadPoolWorkItem
{
    private const int MostDoublings = 6;

    private static readonly TimeSpan _firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestDelay = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private ITimer? _retry;
    private bool _isRunning;
    private bool _isRequested;
    private int _failuresInRow;
    private Exception? _fault;
    private long _failures;

    /// <summary>Gets the exception of the last run; null when it succeeded, or nothing ran so far.</summary>
    public Exception? Fault => Volatile.Read(ref _fault);

    /// <summary>Gets the number of runs that failed.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Has the action run soon, unless it failed and waits for its next run.</summary>
    public void Request()
    {
        lock (_lock)
        {
            _isRequested = true;
            if (_isRunning || Fault is not null)
            {
                return;
            }

            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Counts a failure of what belongs to the action and happened elsewhere; the action runs after a delay.</summary>
    public void Fail(Exception exception)
    {
        lock (_lock)
        {
            Interlocked.Increment(ref _failures);
            Volatile.Write(ref _fault, exception);
            if (!_isRunning && _retry is null)
            {
                WaitForRetry();
            }
        }
    }

    /// <summary>Runs the action as often as it is requested meanwhile.</summary>
    public void Execute()
    {
        bool isRequested = true;
        while (isRequested)
        {
            lock (_lock)
            {
                _isRequested = false;
            }

            isRequested = TryRun();
        }
    }

    private bool TryRun()
    {
        Exception? failure = null;
        try
        {
            action();
        }
#pragma warning disable CA1031 // Whatever it is, nobody is there to catch it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        lock (_lock)
        {
            Volatile.Write(ref _fault, failure);
            if (failure is not null)
            {
                Interlocked.Increment(ref _failures);
                _isRunning = false;
                WaitForRetry();
                return false;
            }

            _failuresInRow = 0;
            _isRunning = _isRequested;
            return _isRequested;
        }
    }

    private void WaitForRetry()
    {
        TimeSpan delay = _firstDelay * (1 << Math.Min(_failuresInRow, MostDoublings));
        _failuresInRow++;
        try
        {
            _retry = time.CreateTimer(static work => ((BackgroundWork)work!).Retry(), this, delay < _longestDelay ? delay : _longestDelay, Timeout.InfiniteTimeSpan);
        }
#pragma warning disable CA1031 // There may be no memory for a timer.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The next request has it run instead.
            Volatile.Write(ref _fault, null);
        }
    }

    private void Retry()
    {
        lock (_lock)
        {
            _retry?.Dispose();
            _retry = null;
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
