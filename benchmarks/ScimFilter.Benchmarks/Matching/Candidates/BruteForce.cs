using System.Text.Json;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>Evaluates every filter on every event, one by one: says what is right.</summary>
internal sealed class BruteForce
{
    private readonly (Subscription<string> Subscription, CompiledFilter? Filter)[] _all;
    private readonly EventAttributes _attributes;

    public BruteForce(IEnumerable<Subscription<string>> subscriptions)
        : this(subscriptions, new FilterCompilerOptions { CaseExact = true })
    {
    }

    public BruteForce(IEnumerable<Subscription<string>> subscriptions, FilterCompilerOptions options)
    {
        var compiler = new FilterCompiler(options with { EventReading = EventReading.Strict });
        _all = [.. subscriptions.Select(item => (item, item.Filter is null ? null : compiler.Compile(item.Filter)))];
        CompiledFilter any = compiler.Compile(FilterExpression.Parse("type pr"));
        _attributes = new EventAttributes(new EventLayout(_all.Select(item => item.Filter).OfType<CompiledFilter>().Append(any)));
    }

    /// <summary>Checks that indexes find exactly the right keys for each of the first events, one by one and in a batch.</summary>
    /// <returns>The number of matches.</returns>
    public long Verify(EventSet events, int count, params ReadOnlySpan<SubscriptionIndex<string>> indexes)
    {
        List<string>[] expected = [.. Enumerable.Range(0, count).Select(i => Match(events[i]))];
        foreach (SubscriptionIndex<string> index in indexes)
        {
            List<string>[] batch = [.. expected.Select(_ => new List<string>())];
            index.Match([.. Enumerable.Range(0, count).Select(i => events[i])], (number, key) => batch[number].Add(key));
            for (int i = 0; i < count; i++)
            {
                var single = new List<string>();
                foreach (string key in index.Match(events.Span(i)))
                {
                    single.Add(key);
                }

                Expect.Equal(Text(expected[i]), Text(single), $"what event {i} matches");
                Expect.Equal(Text(expected[i]), Text(batch[i]), $"what event {i} matches in a batch");
            }
        }

        return expected.Sum(keys => keys.Count);
    }

    private static string Text(List<string> keys) => string.Join(' ', keys.Order(StringComparer.Ordinal));

    private List<string> Match(ReadOnlyMemory<byte> @event)
    {
        using var document = JsonDocument.Parse(@event);
        string? type = document.RootElement.TryGetProperty("type", out JsonElement value) ? value.GetString() : null;
        _attributes.Read(@event.Span);
        var keys = new List<string>();
        foreach ((Subscription<string> subscription, CompiledFilter? filter) in _all)
        {
            bool isType = subscription.EventTypes.Count == 0 || (type is not null && subscription.EventTypes.Contains(type));
            if (isType && (filter is null || filter.Matches(_attributes)))
            {
                keys.Add(subscription.Id);
            }
        }

        return keys;
    }
}
