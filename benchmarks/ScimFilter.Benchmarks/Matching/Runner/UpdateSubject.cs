using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>An index, what it holds by key, and parsed filters to replace that with.</summary>
internal sealed class UpdateSubject
{
    private readonly Dictionary<string, Subscription<string>> _held;
    private readonly Subscription<string>[] _others;
    private readonly string[] _keys;
    private readonly Random _random = new(7);

    public UpdateSubject(Workload workload)
    {
        Subscription<string>[] subscriptions = [.. workload.Subscriptions(seed: 1).Select(spec => spec.Parse())];
        _others = [.. workload.Subscriptions(seed: 2).Select(spec => spec.Parse())];
        _held = subscriptions.ToDictionary(subscription => subscription.Key);
        _keys = [.. _held.Keys];
        Index = BuiltIndex.Load(subscriptions, EventReading.Full).Index;
    }

    public SubscriptionIndex<string> Index { get; }

    /// <summary>Puts any filter in the place of any other.</summary>
    public void Replace() => Set(_keys[_random.Next(_keys.Length)]);

    public void Set(string key)
    {
        Subscription<string> other = _others[_random.Next(_others.Length)];
        Index.Set(key, other.EventTypes, other.Filter);
        _held[key] = other with { Key = key };
    }

    public void Remove(string key)
    {
        Expect.True(Index.Remove(key), $"there is a subscription {key}");
        _held.Remove(key);
    }

    /// <summary>Checks that the index finds what it should by now.</summary>
    public void Verify(EventSet events, int count) => new BruteForce(_held.Values).Verify(events, count, Index);
}
