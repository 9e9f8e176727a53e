using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Five filters on records whose bulk nobody asks for.</summary>
internal sealed class CityLotScenario(Effort effort)
{
    public MarkdownTable Table { get; } = new(
        "City lots", "reading", "bytes", "matches per 1,000", "unit ns", "single ns", "single", "million events a second");

    public void Measure(Bars bars)
    {
        var workload = new CityLotWorkload();
        Subscription<string>[] subscriptions = [.. workload.Subscriptions(seed: 1).Select(spec => spec.Parse())];
        EventSet events = workload.Events(effort.SmallEvents);
        var force = new BruteForce(subscriptions);
        List<Candidate> candidates = [new ReaderPass(events)];
        foreach (EventReading reading in (EventReading[])[EventReading.Full, EventReading.EarlyExit])
        {
            var options = new SubscriptionIndexOptions { EventTypeAttributes = ["type"] };
            SubscriptionIndex<string> index = BuiltIndex.CreateEmpty(reading, options);
            index.Load(subscriptions);
            Expect.True(force.Verify(events, events.Count, index) > 0, "some lots match");
            candidates.Add(new IndexMatch(reading.ToString(), events, index));
        }

        Sample[] samples = new Rounds(effort).Measure(candidates);
        for (int i = 1; i < candidates.Count; i++)
        {
            double matches = 1_000.0 * candidates[i].Run(0, events.Count) / events.Count;
            double ratio = samples[i].Low / samples[0].Low;
            Table.Add(candidates[i].Name, events.MeanLength, matches, samples[0].Low, samples[i].Low, ratio, 1_000 / samples[i].Low);
            bars.AtMost($"city lots, {candidates[i].Name}, units", i == 1 ? 0.6 : 0.35, ratio);
        }
    }
}
