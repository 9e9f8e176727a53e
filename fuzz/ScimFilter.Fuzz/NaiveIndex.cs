using System.Text.Json;
using ScimFilter.Ast;

namespace ScimFilter.Oracle;

/// <summary>The oracle of the index: a list, and every filter evaluated one by one.</summary>
/// <param name="caseExact">Whether strings compare exactly.</param>
public sealed class NaiveIndex(bool caseExact)
{
    private readonly Dictionary<int, (IReadOnlyCollection<string> Types, FilterExpression? Filter)> _subscriptions = [];

    /// <summary>Gets the number of subscriptions.</summary>
    public int Count => _subscriptions.Count;

    /// <summary>Adds or replaces a subscription.</summary>
    public void Set(int key, IReadOnlyCollection<string> types, FilterExpression? filter) => _subscriptions[key] = (types, filter);

    /// <summary>Removes a subscription.</summary>
    public bool Remove(int key) => _subscriptions.Remove(key);

    /// <summary>Removes all.</summary>
    public void Clear() => _subscriptions.Clear();

    /// <summary>Gives the keys that an event matches, in order.</summary>
    public int[] Match(JsonElement @event)
    {
        string? type = TypeOf(@event, "type", "eventType");
        return
        [
            .. _subscriptions
                .Where(pair => pair.Value.Types.Count == 0 || pair.Value.Types.Contains(type))
                .Where(pair => pair.Value.Filter is null || NaiveEvaluator.Matches(pair.Value.Filter, @event, caseExact))
                .Select(pair => pair.Key)
                .Order(),
        ];
    }

    private static string? TypeOf(JsonElement @event, params string[] names)
    {
        foreach (string name in names)
        {
            JsonElement[] values = [.. NaiveElement.Root(@event).Values(new AttributePath(name))];
            if (values.Length > 0)
            {
                JsonElement[] scalars = [.. values.SelectMany(Scalars)];
                return scalars is [{ ValueKind: JsonValueKind.String } text] ? NaiveText.Of(text) : null;
            }
        }

        return null;
    }

    // An object stands for its value member, and an object in there for nothing.
    private static IEnumerable<JsonElement> Scalars(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? NaiveElement.Of(value).Values(new AttributePath("value")).Where(member => member.ValueKind != JsonValueKind.Object)
            : [value];
}
