using System.Text.Json;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>Parsing alone, as both baselines begin.</summary>
internal sealed class DocumentParse(EventSet events) : Candidate("JsonDocument.Parse", events)
{
    public override long Run(int first, int count)
    {
        long kinds = 0;
        for (int i = first; i < first + count; i++)
        {
            using var document = JsonDocument.Parse(Events[i]);
            kinds += (long)document.RootElement.ValueKind;
        }

        return kinds;
    }
}
