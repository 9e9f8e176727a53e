using System.Text.Json;
using ScimFilter.Ast;

namespace ScimFilter.Oracle;

/// <summary>The oracle of the index: a list, and every filter evaluated one by one.</summary>
/// <param name="caseExact">Whether strings compare exactly.</param>
public sealed class NaiveIndex(bool caseExact)
{
    private readonly Dictionary<int, (IReadOnlyCollection<string> Types, FilterExpression? Filter, int Priority)> _subscriptions = [];

    /// <summary>Gets the number of subscriptions.</summary>
    public int Count => _subscriptions.Count;

    /// <summary>Adds or replaces a subscription.</summary>
    public void Set(int key, IReadOnlyCollection<string> types, FilterExpression? filter) => Set(key, types, filter, 0);

    /// <summary>Adds or replaces a subscription with a priority.</summary>
    public void Set(int key, IReadOnlyCollection<string> types, FilterExpression? filter, int priority) =>
        _subscriptions[key] = (types, filter, priority);

    /// <summary>Removes a subscription.</summary>
    public bool Remove(int key) => _subscriptions.Remove(key);

    /// <summary>Removes all.</summary>
    public void Clear() => _subscriptions.Clear();

    /// <summary>Gives the keys that an event matches, in order.</summary>
    public int[] Match(JsonElement @event)
    {
        string[] types = TypesOf(@event, "type", "eventType");
        return
        [
            .. _subscriptions
                .Where(pair => pair.Value.Types.Count == 0 || pair.Value.Types.Intersect(types, StringComparer.Ordinal).Any())
                .Where(pair => pair.Value.Filter is null || NaiveEvaluator.Matches(pair.Value.Filter, @event, caseExact))
                .Select(pair => pair.Key)
                .Order(),
        ];
    }

    /// <summary>Gives the first of the keys that an event matches: the lowest of those with the lowest priority.</summary>
    public int? First(IEnumerable<int> matches) =>
        matches.OrderBy(key => (_subscriptions[key].Priority, key)).Select(key => (int?)key).FirstOrDefault();

    // The first place with any value has the types: whatever strings are there.
    private static string[] TypesOf(JsonElement @event, params string[] names)
    {
        foreach (string name in names)
        {
            JsonElement[] values = [.. NaiveElement.Root(@event).Values(new AttributePath(name))];
            if (values.Length > 0)
            {
                return [.. values.SelectMany(Scalars).Where(scalar => scalar.ValueKind == JsonValueKind.String).Select(NaiveText.Of)];
            }
        }

        return [];
    }

    // An object stands for its value member, and an object in there for nothing.
    private static IEnumerable<JsonElement> Scalars(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? NaiveElement.Of(value).Values(new AttributePath("value")).Where(member => member.ValueKind != JsonValueKind.Object)
            : [value];
}
