using System.Text.Json;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>Baseline: a parsed document and a compiled lambda for each subscription, all of them in turn.</summary>
internal sealed class LambdaLoop(EventSet events, IEnumerable<Subscription<string>> subscriptions)
    : Candidate("JsonDocument + loop of lambdas", events)
{
    private readonly Func<JsonElement, bool>[] _lambdas = [.. subscriptions.Select(LambdaTranslation.Compile)];

    public override long Run(int first, int count)
    {
        long matches = 0;
        for (int i = first; i < first + count; i++)
        {
            using var document = JsonDocument.Parse(Events[i]);
            JsonElement root = document.RootElement;
            foreach (Func<JsonElement, bool> lambda in _lambdas)
            {
                matches += lambda(root) ? 1 : 0;
            }
        }

        return matches;
    }
}
