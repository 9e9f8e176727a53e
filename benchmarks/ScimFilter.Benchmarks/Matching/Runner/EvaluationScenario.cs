using ScimFilter.Benchmarks.Events;
using ScimFilter.Benchmarks.Matching.Candidates;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>One filter on one event that was read before: what <see cref="EvaluateBenchmarks"/> measures, in turns.</summary>
internal sealed class EvaluationScenario(Effort effort)
{
    private const int Copies = 1_024;

    public MarkdownTable Table { get; } = new("Evaluating one filter of three terms", "what", "ns", "to ScimFilter");

    public void Measure(Bars bars)
    {
        var subject = new EvaluateBenchmarks();
        subject.Setup().GetAwaiter().GetResult();
        var events = new EventSet(Enumerable.Repeat<ReadOnlyMemory<byte>>(SampleEvent.Utf8, Copies));
        List<Candidate> candidates =
        [
            new Evaluation<EvaluationWays.ScimFilter>("ScimFilter", events, subject),
            new Evaluation<EvaluationWays.Lambda>("a delegate of its own", events, subject),
            new Evaluation<EvaluationWays.DynamicLinq>("System.Linq.Dynamic.Core", events, subject),
            new Evaluation<EvaluationWays.Serilog>("Serilog.Expressions", events, subject),
            new Evaluation<EvaluationWays.RulesEngine>("RulesEngine", events, subject),
        ];
        Sample[] samples = new Rounds(effort).Measure(candidates);
        for (int i = 0; i < candidates.Count; i++)
        {
            Table.Add(candidates[i].Name, samples[i].Low, samples[i].Low / samples[0].Low);
        }

        bars.AtMost("evaluating, to a delegate of its own", 2.2, samples[0].Low / samples[1].Low);
        bars.AtLeast("evaluating, times faster than Serilog.Expressions", 10, samples[3].Low / samples[0].Low);
        bars.AtLeast("evaluating, times faster than RulesEngine", 60, samples[4].Low / samples[0].Low);
    }
}
