using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Description;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Intake;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Events;

/// <summary>Events come in. They are not counted against a tier: the store's own pace is the limit.</summary>
internal static class EventEndpoints
{
    public static void Map(RouteGroupBuilder group) => group.MapPost("", PostAsync)
        .Describes<AcceptedBody>("Takes one event or a batch. The answer comes when they are durable.", StatusCodes.Status202Accepted)
        // The data of an event in binary mode may be of any type.
        .Accepts<System.Text.Json.JsonElement>(
            "application/json", "application/cloudevents+json", "application/cloudevents-batch+json", "*/*")
        .Produces<ErrorBody>(StatusCodes.Status413PayloadTooLarge).Produces<ErrorBody>(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> PostAsync(
        Caller caller, HttpRequest request, IncomingEvents incoming, WebhooksOptions options, TimeProvider time,
        CancellationToken cancellationToken)
    {
        caller.Require(CallerAction.PublishEvents);
        IReadOnlyList<NewEvent> events = await EventRequest.ReadAsync(request, options.Intake, time.GetUtcNow());
        int accepted = await incoming.AcceptAsync(caller.TenantId, events, cancellationToken);
        return TypedResults.Accepted((string?)null, new AcceptedBody(accepted, events.Count - accepted));
    }
}
