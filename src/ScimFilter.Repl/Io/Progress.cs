using System.Globalization;

namespace ScimFilter.Repl.Io;

/// <summary>Counts up on standard error when a person reads it and the work takes longer than a second.</summary>
internal sealed class Progress(Channels channels, TimeProvider time, string unit) : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(0.2);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _lastShown;
    private long _count;
    private bool _isShown;

    public void Advance()
    {
        _count++;
        // Looking at the clock for every line would cost more than some lines do.
        if (!channels.IsErrorTerminal || (_count & 0xff) != 0)
        {
            return;
        }

        TimeSpan elapsed = time.GetElapsedTime(_start);
        if (elapsed >= _patience && elapsed - _lastShown >= _interval)
        {
            _lastShown = elapsed;
            _isShown = true;
            channels.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{_count:#,0} {unit}"));
            channels.Error.Flush();
        }
    }

    /// <summary>Wipes the line before something else is written.</summary>
    public void Clear()
    {
        if (_isShown)
        {
            _isShown = false;
            channels.Error.Write("\r" + new string(' ', 60) + "\r");
            channels.Error.Flush();
        }
    }

    public void Dispose() => Clear();
}
