using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>
/// One way to evaluate one filter on one event, over and over. The way is a struct, so that the loop is compiled anew for each and
/// calls nothing but what is measured.
/// </summary>
internal sealed class Evaluation<TWay>(string name, EventSet events, EvaluateBenchmarks subject) : Candidate(name, events)
    where TWay : struct, IEvaluationWay
{
    public override long Run(int first, int count)
    {
        long matches = 0;
        for (int i = 0; i < count; i++)
        {
            matches += TWay.Evaluate(subject) ? 1 : 0;
        }

        return matches;
    }
}
