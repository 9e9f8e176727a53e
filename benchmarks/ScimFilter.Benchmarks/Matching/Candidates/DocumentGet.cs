using System.Text.Json;
using ScimFilter.Benchmarks.Events;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>The attributes of the sample event as strings, by <see cref="JsonDocument"/>.</summary>
internal sealed class DocumentGet(EventSet events) : Candidate("JsonDocument + GetString", events)
{
    private static readonly string[][] _paths = [.. SampleEvent.Attributes.Select(name => name.Split('.'))];

    public override long Run(int first, int count)
    {
        long length = 0;
        for (int i = first; i < first + count; i++)
        {
            using var document = JsonDocument.Parse(Events[i]);
            foreach (string[] path in _paths)
            {
                JsonElement value = document.RootElement;
                foreach (string name in path)
                {
                    value = value.GetProperty(name);
                }

                length += value.GetString()!.Length;
            }
        }

        return length;
    }
}
