using Microsoft.AspNetCore.Http.HttpResults;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Description;
using ScimFilter.Webhooks.Server.Api.RateLimits;
using ScimFilter.Webhooks.Server.Identity;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>The event types that webhooks can ask for.</summary>
internal static class EventTypeEndpoints
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("event-types", List).CountedAs(RateTier.One)
        .Describes<EventTypeListBody>("Lists the event types that webhooks can ask for.");

    // Each name is listed: a webhook may ask for an event by an old name as well.
    private static Ok<EventTypeListBody> List(Caller caller, EventTypeCatalogue catalogue)
    {
        caller.Require(CallerAction.ReadEventTypes);
        return TypedResults.Ok(new EventTypeListBody(
            [.. catalogue.Types.SelectMany(type => type.OldNames.Prepend(type.Name).Select(name => WebhookBodies.Of(type, name)))]));
    }
}
