using ScimFilter.Schema;

namespace ScimFilter.Webhooks;

/// <summary>Checks filters of webhooks: the syntax, and what the profile of the product allows. Thread-safe.</summary>
public static class FilterCheck
{
    /// <summary>Finds everything that is wrong with a filter.</summary>
    /// <param name="filter">The text.</param>
    /// <param name="eventTypes">The event types of the webhook; <c>data.status</c> depends on them.</param>
    /// <returns>
    /// Each fault with its place in the text; empty when the filter is valid. Of faults in the syntax only the first is found.
    /// </returns>
    public static IReadOnlyList<FilterError> Check(string filter, IReadOnlyCollection<string> eventTypes)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(eventTypes);
        return FilterExpression.TryParse(filter, out FilterExpression? parsed, out FilterError? error)
            ? WebhookProfile.Schema.Validate(parsed, eventTypes)
            : [error];
    }
}
