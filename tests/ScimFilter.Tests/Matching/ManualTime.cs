namespace ScimFilter.Tests.Matching;

/// <summary>Timers that fire when a test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];

    /// <summary>Gets the delays of the timers that were made, in their order.</summary>
    public List<TimeSpan> Delays { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            var timer = new Timer(callback, state);
            _timers.Add(timer);
            Delays.Add(dueTime);
            return timer;
        }
    }

    /// <summary>Has all timers fire that were made so far.</summary>
    /// <returns>How many they were.</returns>
    public int Fire()
    {
        Timer[] due;
        lock (_lock)
        {
            due = [.. _timers];
            _timers.Clear();
        }

        Array.ForEach(due, timer => timer.Fire());
        return due.Length;
    }

    private sealed class Timer(TimerCallback callback, object? state) : ITimer
    {
        private bool _isDisposed;

        public void Fire()
        {
            if (!_isDisposed)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _isDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
