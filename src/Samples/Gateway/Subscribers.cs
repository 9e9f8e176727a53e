using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ScimFilter.Samples.Gateway;

/// <summary>Who gets which events. Thread-safe: subscribers come and go while events are published.</summary>
internal sealed class Subscribers
{
    // Strict, as an event is passed on to others who have to parse it.
    private readonly SubscriptionIndex<long> _index = new(new SubscriptionIndexOptions
    {
        Compiler = new FilterCompiler(new FilterCompilerOptions { EventReading = EventReading.Strict }),
    });

    private readonly ConcurrentDictionary<long, Subscriber> _subscribers = new();
    private long _last;

    public bool TryAdd(
        string[] types, FilterExpression? filter, [NotNullWhen(true)] out Subscriber? subscriber, out IReadOnlyList<FilterError> errors)
    {
        var added = new Subscriber(Interlocked.Increment(ref _last));
        _subscribers[added.Id] = added;
        bool isAdded = _index.TrySet(added.Id, types, filter, out errors);
        if (!isAdded)
        {
            _subscribers.TryRemove(added.Id, out _);
        }

        subscriber = isAdded ? added : null;
        return isAdded;
    }

    public void Remove(Subscriber subscriber)
    {
        _index.Remove(subscriber.Id);
        _subscribers.TryRemove(subscriber.Id, out _);
    }

    /// <summary>Hands an event to each subscriber that it matches.</summary>
    /// <returns>How many they are.</returns>
    /// <exception cref="EventFormatException">The event is not JSON, or too deep.</exception>
    public int Publish(byte[] utf8Event)
    {
        int count = 0;
        foreach (long id in _index.Match(utf8Event))
        {
            if (_subscribers.TryGetValue(id, out Subscriber? subscriber))
            {
                subscriber.Add(utf8Event);
                count++;
            }
        }

        return count;
    }
}

/// <summary>One client. A slow one loses the oldest events that wait for it instead of holding up others.</summary>
internal sealed class Subscriber(long id)
{
    private const int MostWaiting = 1_000;

    private readonly Channel<byte[]> _events =
        Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public long Id => id;

    public ChannelReader<byte[]> Events => _events.Reader;

    public void Add(byte[] utf8Event) => _events.Writer.TryWrite(utf8Event);
}
