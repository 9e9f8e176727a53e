using System.Globalization;
using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Runner;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Times the events of ordinary tenants beside a tenant whose filters are as long as they can be.</summary>
internal sealed class NeighbourScenario(Effort effort)
{
    private const int Hostile = 1_000;
    private const string Kind = $"scoped-{OperatorKinds.Mixed}";

    public MarkdownTable Table { get; } = new(
        $"Events of other tenants beside hostile filters of {HostileFilters.Comparisons:#,0} comparisons",
        "form", "subscriptions", "hostile filters", "unit ns", "ns without them", "ns with them", "ratio", "bytes for a hostile filter");

    public void Measure(int size, Bars bars)
    {
        var workload = new KindWorkload(OperatorKinds.All.Single(kind => kind.Name == Kind), size, size, inCapitals: false);
        Subscription<string>[] subscriptions = [.. workload.Subscriptions(seed: 1).Select(spec => spec.Parse())];
        EventSet events = workload.Events(effort.Events(size));
        SubscriptionIndex<string> quiet = BuiltIndex.Load(subscriptions, EventReading.Full).Index;
        foreach (string form in HostileFilters.Forms)
        {
            BuiltIndex beside = BuiltIndex.Load(subscriptions, EventReading.Full);
            int hostile = effort == Effort.Dry ? 2 : Hostile;
            long before = ManagedHeap.Measure();
            for (int i = 0; i < hostile; i++)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"hostile-{i}");
                beside.Index.Set(id, [FileEvent.EventType], HostileFilters.Create(form, i));
            }

            double bytesEach = (double)(ManagedHeap.Measure() - before) / hostile;
            new BruteForce(subscriptions).Verify(events, effort.Verified * 100 / Math.Max(size, 100) + 8, quiet, beside.Index);
            Sample[] samples = new Rounds(effort).Measure(
                new ReaderPass(events), new IndexMatch("without", events, quiet), new IndexMatch("with", events, beside.Index));
            double ratio = samples[2].Low / samples[1].Low;
            Table.Add(form, size, hostile, samples[0].Low, samples[1].Low, samples[2].Low, ratio, bytesEach);
            bars.AtMost($"event of another tenant at {size:#,0} beside hostile filters ({form}), ratio", 1.1, ratio);
        }
    }
}
