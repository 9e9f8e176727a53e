using System.Text.Json;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Bodies;
using ScimFilter.Webhooks.Server.Api.Contracts;
using ScimFilter.Webhooks.Server.Api.Errors;
using ScimFilter.Webhooks.Server.Api.Paging;
using ScimFilter.Webhooks.Server.Api.RateLimits;
using ScimFilter.Webhooks.Server.Checking;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Api;

/// <summary>Tells which webhooks an event would reach. Nothing is stored or sent.</summary>
internal static class EventCheckEndpoints
{
    private const int MaxBodyLength = 1 << 20;
    private const int PageLength = 100;
    private const int MaxWebhooks = 1_000;

    public static void Map(RouteGroupBuilder group) => group.MapPost("event-checks", CheckAsync).CountedAs(RateTier.One)
        .Describes<EventCheckBody>("Tells which of the webhooks that the caller may see an event would reach.")
        .TakesFlag("explain", "Whether to say of each filter why it holds or not. Default: true; the answer has 1 MiB of that.")
        .Accepts<JsonElement>("application/json", "application/cloudevents+json");

    private static async Task<IResult> CheckAsync(
        Caller caller, HttpRequest request, IWebhookStore store, EventTrial trial, CancellationToken cancellationToken)
    {
        caller.Require(CallerAction.CheckEvents);
        var parameters = new QueryReader(request.Query);
        var explanations = Explanations.For(parameters.Flag("explain"));
        parameters.ThrowIfInvalid();
        byte[] body = await JsonBody.ReadBytesAsync(request, MaxBodyLength);
        if (!EventEnvelope.TryRead(body, out EventEnvelope? envelope, out EventFault? fault))
        {
            throw ApiException.BadRequest(
                new ApiError(ErrorCodes.Event, "The event is not valid.") { Source = fault.Member, Detail = fault.Message });
        }

        var webhooks = new List<EventCheckWebhookBody>();
        var query = new WebhookQuery { VisibleTo = caller.VisibleTo(CallerAction.CheckEvents), Limit = PageLength };
        do
        {
            Page<Webhook> page = await store.ListAsync(caller.TenantId, query, cancellationToken);
            webhooks.AddRange(page.Items.Select(webhook => trial.Check(webhook, envelope, body, explanations)));
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null && webhooks.Count < MaxWebhooks);

        return TypedResults.Ok(new EventCheckBody(envelope.Id, envelope.Type, webhooks));
    }
}
