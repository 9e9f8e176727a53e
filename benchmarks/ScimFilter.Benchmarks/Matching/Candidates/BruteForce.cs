using System.Text.Json;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>Evaluates every filter on every event, one by one: says what is right.</summary>
internal sealed class BruteForce
{
    private readonly (Subscription<string> Subscription, CompiledFilter? Filter)[] _all;
    private readonly EventAttributes _attributes;

    public BruteForce(IEnumerable<Subscription<string>> subscriptions)
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { CaseExact = true, EventReading = EventReading.Strict });
        _all = [.. subscriptions.Select(item => (item, item.Filter is null ? null : compiler.Compile(item.Filter)))];
        CompiledFilter any = compiler.Compile(FilterExpression.Parse("type pr"));
        _attributes = new EventAttributes(new EventLayout(_all.Select(item => item.Filter).OfType<CompiledFilter>().Append(any)));
    }

    /// <summary>Checks that an index finds exactly the right keys for each of the first events, one by one and in a batch.</summary>
    /// <returns>The number of matches.</returns>
    public long Verify(SubscriptionIndex<string> index, EventSet events, int count)
    {
        long matches = 0;
        var batch = new List<string>[count];
        Array.ForEach(Enumerable.Range(0, count).ToArray(), i => batch[i] = []);
        index.Match([.. Enumerable.Range(0, count).Select(i => events[i])], (number, key) => batch[number].Add(key));
        for (int i = 0; i < count; i++)
        {
            string[] expected = Match(events[i]);
            var single = new List<string>();
            foreach (string key in index.Match(events.Span(i)))
            {
                single.Add(key);
            }

            Expect.Equal(string.Join(' ', expected), Sorted(single), $"what event {i} matches");
            Expect.Equal(string.Join(' ', expected), Sorted(batch[i]), $"what event {i} matches in a batch");
            matches += expected.Length;
        }

        return matches;
    }

    private static string Sorted(List<string> keys) => string.Join(' ', keys.Order(StringComparer.Ordinal));

    private string[] Match(ReadOnlyMemory<byte> @event)
    {
        using var document = JsonDocument.Parse(@event);
        string type = document.RootElement.GetProperty("type").GetString()!;
        _attributes.Read(@event.Span);
        var keys = new List<string>();
        foreach ((Subscription<string> subscription, CompiledFilter? filter) in _all)
        {
            bool isType = subscription.EventTypes.Count == 0 || subscription.EventTypes.Contains(type);
            if (isType && (filter is null || filter.Matches(_attributes)))
            {
                keys.Add(subscription.Key);
            }
        }

        keys.Sort(StringComparer.Ordinal);
        return [.. keys];
    }
}
