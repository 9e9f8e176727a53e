using System.Text.Json;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>One pass of <see cref="Utf8JsonReader"/> over all tokens: the unit of all figures.</summary>
internal sealed class ReaderPass(EventSet events) : Candidate("Utf8JsonReader pass", events)
{
    public override long Run(int first, int count)
    {
        long tokens = 0;
        for (int i = first; i < first + count; i++)
        {
            var reader = new Utf8JsonReader(Events.Span(i));
            while (reader.Read())
            {
                tokens++;
            }
        }

        return tokens;
    }
}
