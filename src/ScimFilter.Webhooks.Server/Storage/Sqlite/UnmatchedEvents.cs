using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>
/// Events that were stored by this process and wait to be matched, so that they need not be read again. What is not here is in the
/// database: this holds a bounded part of it. Thread-safe.
/// </summary>
internal sealed class UnmatchedEvents
{
    private const long MaxBytes = 32 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, StoredEvent> _events = [];
    private long _bytes;

    // Null until something was saved: then nobody knows where to begin but the database.
    private long? _matched;

    /// <summary>Adds an event whose transaction is committed.</summary>
    public void Add(StoredEvent @event)
    {
        lock (_lock)
        {
            // The answer to who stored it may come later than the database gave it to the matcher.
            if (_bytes < MaxBytes && (_matched is not { } matched || @event.Position > matched) && _events.TryAdd(@event.Position, @event))
            {
                _bytes += @event.Content.Body.Length;
            }
        }
    }

    /// <summary>Gives the events behind the last that was matched, as far as they are here without a gap.</summary>
    /// <returns>None when the next one is not here, which does not say that there is none.</returns>
    public List<StoredEvent> Next(int limit)
    {
        var next = new List<StoredEvent>();
        lock (_lock)
        {
            for (long position = (_matched ?? long.MinValue) + 1; next.Count < limit; position++)
            {
                if (!_events.TryGetValue(position, out StoredEvent? @event))
                {
                    break;
                }

                next.Add(@event);
            }
        }

        return next;
    }

    /// <summary>Forgets events up to a position: they are matched.</summary>
    public void Matched(IReadOnlyList<EventMatches> matches)
    {
        lock (_lock)
        {
            foreach (EventMatches match in matches)
            {
                if (_events.Remove(match.Position, out StoredEvent? @event))
                {
                    _bytes -= @event.Content.Body.Length;
                }
            }

            _matched = Math.Max(_matched ?? long.MinValue, matches[^1].Position);
        }
    }
}
