using ScimFilter.Benchmarks.Events;
using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Eight attributes out of one event: what <see cref="ReadBenchmarks"/> measures, in turns.</summary>
internal sealed class ReadingScenario(Effort effort)
{
    /// <summary>So few that they stay in the cache next to the processor, as one event does that is read again and again.</summary>
    private const int Copies = 64;

    public MarkdownTable Table { get; } = new("Reading eight attributes", "what", "bytes", "ns", "unit");

    public void Measure(Bars bars)
    {
        var events = new EventSet(Enumerable.Repeat<ReadOnlyMemory<byte>>(SampleEvent.Utf8, Copies));
        List<Candidate> candidates =
        [
            new ReaderPass(events), new DocumentGet(events), new AttributeRead(EventReading.Full, events),
            new AttributeRead(EventReading.EarlyExit, events),
        ];
        Sample[] samples = new Rounds(effort).Measure(candidates);
        for (int i = 0; i < candidates.Count; i++)
        {
            Table.Add(candidates[i].Name, events.MeanLength, samples[i].Low, samples[i].Low / samples[0].Low);
        }

        bars.AtLeast("reading eight attributes, times faster than a Utf8JsonReader pass", 2.8, samples[0].Low / samples[2].Low);
        bars.AtLeast("reading eight attributes, times faster than JsonDocument + GetString", 6, samples[1].Low / samples[2].Low);
    }
}
