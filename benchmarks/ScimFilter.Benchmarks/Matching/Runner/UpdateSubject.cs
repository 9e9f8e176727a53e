using System.Runtime.CompilerServices;
using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>
/// An index that changes, and what it has to hold. All filters there will ever be are parsed before, so that whatever the heap grows by
/// is the index.
/// </summary>
internal sealed class UpdateSubject
{
    private readonly Subscription<string>[] _initial;
    private readonly Subscription<string>[] _others;
    private readonly Dictionary<string, int> _replacements = new(StringComparer.Ordinal);
    private readonly Random _random = new(7);
    private readonly long _heapBefore;
    private readonly BuiltIndex _built;

    public UpdateSubject(Workload workload)
    {
        _initial = Parse(workload, seed: 1);
        _others = Parse(workload, seed: 2);
        _replacements.EnsureCapacity(2 * _initial.Length);
        _heapBefore = ManagedHeap.Measure();
        _built = BuiltIndex.Load(_initial, EventReading.Full);
    }

    public SubscriptionIndex<string> Index => _built.Index;

    /// <summary>Gets what the heap has grown by since there is an index, in bytes.</summary>
    public long Heap => ManagedHeap.Measure() - _heapBefore;

    /// <summary>Puts any filter in the place of any other.</summary>
    public void Replace()
    {
        Change change = Choose();
        Make(change);
        Note(change);
    }

    /// <summary>Chooses any filter for any subscription.</summary>
    public Change Choose() => Choose(_initial[_random.Next(_initial.Length)].Id);

    /// <summary>Chooses any filter for a subscription.</summary>
    public Change Choose(string key)
    {
        int other = _random.Next(_others.Length);
        return new Change(key, other, _others[other].EventTypes, _others[other].Filter);
    }

    /// <summary>Makes a change in the index, and nothing else.</summary>
    public void Make(Change change) => Index.Set(change.Key, change.EventTypes, change.Filter);

    /// <summary>Notes a change that was made, to be verified.</summary>
    public void Note(Change change) => _replacements[change.Key] = change.Other;

    /// <summary>Removes what was not there at first.</summary>
    public void Remove(string key) => Expect.True(Index.Remove(key), "there is a subscription to be removed");

    /// <summary>Checks that the index finds what it should by now.</summary>
    public void Verify(EventSet events, int count)
    {
        IEnumerable<Subscription<string>> held = _initial.Where(subscription => !_replacements.ContainsKey(subscription.Id))
            .Concat(_replacements.Select(item => _others[item.Value] with { Id = item.Key }));
        new BruteForce(held).Verify(events, count, Index);
    }

    /// <summary>Parses in a frame of its own, which keeps the texts alive no longer than itself.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Subscription<string>[] Parse(Workload workload, int seed) =>
        [.. workload.Subscriptions(seed).Select(spec => spec.Parse())];

    /// <summary>A subscription gets the filter of another one, which whoever asks for it has at hand.</summary>
    public readonly record struct Change(string Key, int Other, IReadOnlyCollection<string> EventTypes, FilterExpression? Filter);
}
