namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>Whether an event passes a filter.</summary>
/// <param name="Id">The event.</param>
/// <param name="EventType">Its type.</param>
/// <param name="TypeMatches">Whether the type is one of those asked for, or none were.</param>
/// <param name="FilterMatches">Whether the filter holds.</param>
/// <param name="Matches">Whether a webhook with this filter would receive it.</param>
/// <param name="Explanation">Why the filter holds or not; not there when nobody asks, or the answer has as many as fit.</param>
internal sealed record FilterCheckEventBody(
    string Id, string EventType, bool TypeMatches, bool FilterMatches, bool Matches, ExplanationBody? Explanation);
