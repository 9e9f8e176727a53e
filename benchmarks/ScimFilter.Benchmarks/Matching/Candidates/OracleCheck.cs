using System.Text.Json;
using ScimFilter.Benchmarks.Matching.Workloads;
using ScimFilter.Oracle;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>
/// Compares an index with the oracle of the tests, which evaluates filters by code of its own. <see cref="BruteForce"/> is faster, but
/// runs the same tests of each operator as the index.
/// </summary>
internal static class OracleCheck
{
    /// <summary>The oracle takes some microseconds for a filter.</summary>
    public const int MostSubscriptions = 1_000;

    /// <summary>The events that are compared have about so many bytes.</summary>
    private const double Bytes = 4_000;

    public static void Verify(
        Subscription<string>[] subscriptions, FilterCompilerOptions options, EventSet events, SubscriptionIndex<string> index)
    {
        var oracle = new NaiveIndex(options.CaseExact);
        for (int i = 0; i < subscriptions.Length; i++)
        {
            oracle.Set(i, subscriptions[i].EventTypes, subscriptions[i].Filter);
        }

        for (int i = 0; i < Math.Clamp(Bytes / events.MeanLength, 1, events.Count); i++)
        {
            using var document = JsonDocument.Parse(events[i]);
            string[] expected = [.. oracle.Match(document.RootElement).Select(number => subscriptions[number].Id)];
            var found = new List<string>();
            foreach (string id in index.Match(events.Span(i)))
            {
                found.Add(id);
            }

            Expect.True(expected.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal)),
                $"event {i} matches {expected.Length} subscriptions, as the oracle says, not {found.Count}");
        }
    }
}
