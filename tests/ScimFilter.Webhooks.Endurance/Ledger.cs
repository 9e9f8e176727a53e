using System.Collections.Concurrent;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>What was accepted, and what arrived where and when. Thread-safe.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, ExpectedEvent> _accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Webhook, string Event), ConcurrentQueue<long>> _arrived = new();
    private readonly ConcurrentQueue<long> _kills = new();

    public int Accepted => _accepted.Count;

    public int Arrived => _arrived.Count;

    public void Accept(ExpectedEvent @event) => _accepted[@event.Id] = @event;

    public void Arrive(string webhook, string @event, long at) => _arrived.GetOrAdd((webhook, @event), _ => []).Enqueue(at);

    public void Killed(long at) => _kills.Enqueue(at);

    public List<(string Webhook, string Event)> Missing() =>
        [.. _accepted.Values.SelectMany(one => one.Webhooks.Select(webhook => (webhook, one.Id))).Where(pair =>
            !_arrived.ContainsKey(pair))];

    /// <summary>Finds what arrived where it does not belong. An event whose answer was lost may have been stored all the same.</summary>
    public List<(string Webhook, string Event)> Foreign(Func<string, ExpectedEvent?> sent) =>
        [.. _arrived.Keys.Where(pair => sent(pair.Event)?.Webhooks.Contains(pair.Webhook) != true)];

    public int Duplicates() => _arrived.Values.Sum(times => times.Count - 1);

    /// <summary>Counts duplicates between which the server was not killed: it knew that the first had arrived.</summary>
    public int Needless() => _arrived.Values.Sum(times =>
    {
        long[] ordered = [.. times.Order()];
        return ordered.Skip(1).Where((time, i) => !_kills.Any(kill => kill >= ordered[i] && kill <= time)).Count();
    });
}
