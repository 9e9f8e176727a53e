namespace ScimFilter.Matching.Updating;

/// <summary>
/// Runs an action on the thread pool, one run at a time. An exception of the action is kept, as an unhandled one would end the process, and
/// the action runs again after a delay: one second, doubled with each failure in a row, up to a minute. The timer of the
/// delay does not keep this object alive. Thread-safe.
/// </summary>
/// <param name="time">Measures the delays.</param>
/// <param name="action">The action.</param>
internal sealed class BackgroundWork(TimeProvider time, Action action) : IThreadPoolWorkItem
{
    private const int MaxDoublings = 6;

    private static readonly TimeSpan _firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestDelay = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private ITimer? _retry;
    private bool _isRunning;
    private bool _isRequested;
    private int _failuresInRow;
    private Exception? _fault;
    private long _failures;

    /// <summary>Gets the exception of the last run; null when it succeeded or nothing has run.</summary>
    public Exception? Fault => Volatile.Read(ref _fault);

    /// <summary>Gets the number of failures.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Has the action run soon. After a failure it runs when the delay ends.</summary>
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

    /// <summary>Counts a failure of the same work on another thread. The action runs after the delay.</summary>
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

    /// <summary>Runs the action, and again as long as it was requested meanwhile.</summary>
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
#pragma warning disable CA1031 // No caller on the thread pool could handle it.
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
        TimeSpan delay = _firstDelay * (1 << Math.Min(_failuresInRow, MaxDoublings));
        delay = delay < _longestDelay ? delay : _longestDelay;
        _failuresInRow++;
        try
        {
            // The system holds the timer. With a weak reference, an index that nothing else refers to can be collected.
            _retry = time.CreateTimer(Retry, new WeakReference<BackgroundWork>(this), delay, Timeout.InfiniteTimeSpan);
        }
#pragma warning disable CA1031 // The timer itself may lack memory.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Without a fault, the next request runs the action.
            Volatile.Write(ref _fault, null);
        }
    }

    private static void Retry(object? work)
    {
        if (((WeakReference<BackgroundWork>)work!).TryGetTarget(out BackgroundWork? target))
        {
            target.Retry();
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
