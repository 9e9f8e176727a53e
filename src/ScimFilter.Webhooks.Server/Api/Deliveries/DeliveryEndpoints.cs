using System.Text.Json;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Description;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Api.RateLimits;
using ScimFilter.Webhooks.Server.Delivery.Sending;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>Deliveries: list, get, resend; and recover, which the reference does not know.</summary>
internal static class DeliveryEndpoints
{
    private const int MaxBodyLength = 4 << 10;

    // A list shows bodies as far as people look at them there; a delivery by itself shows them whole.
    private const int MaxListedEventBytes = 16 << 10;
    private const int MaxListedResponseBytes = 4 << 10;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("{id}/deliveries", ListAsync).CountedAs(RateTier.One)
            .Describes<DeliveryListBody>(
                "Returns the deliveries of a webhook: one for each attempt. A request body of more than 16 KiB is left out and a "
                + "response body is cut at 4 KiB, with 'bodyTruncated' and 'bodyLength'; a page ends early when it has a MiB.")
            .ProducesNotFound()
            .TakesText("eventType", "Only those of events of this type, by any of its names.")
            .TakesWord("status", "Only those with this end.", "success", "fail")
            .TakesPaging("-triggeredAt", "status", "triggeredAt");
        group.MapGet("{id}/deliveries/{deliveryId}", GetAsync).CountedAs(RateTier.One)
            .Describes<DeliveryBody>("Returns a delivery.").ProducesNotFound();
        group.MapPost("{id}/deliveries/{deliveryId}/actions/resend", ResendAsync).CountedAs(RateTier.Two)
            .Describes<DeliveryBody>("Sends the event of a delivery once more, to the webhook as it is now.", StatusCodes.Status201Created)
            .ProducesNotFound();
        group.MapPost("{id}/deliveries/actions/recover", RecoverAsync).CountedAs(RateTier.Two)
            .Describes<RecoveredBody>("Sends everything once more that has failed since a time.", StatusCodes.Status202Accepted)
            .ProducesNotFound()
            .Accepts<RecoverRequestBody>("application/json");
    }

    private static async Task<IResult> ListAsync(
        Caller caller, string id, HttpRequest request, IWebhookStore webhooks, IDeliveryStore deliveries, EventTypeCatalogue catalogue,
        CancellationToken cancellationToken)
    {
        Webhook webhook = await webhooks.FindForAsync(caller, CallerAction.ReadDeliveries, id, cancellationToken);
        var reader = new QueryReader(request.Query);
        var query = new AttemptQuery
        {
            EventTypes = reader.Text("eventType") is { } type ? [.. catalogue.Equivalents(type)] : [],
            Succeeded = reader.Text("status") is null ? null : reader.Word("status", false, "'success' or 'fail'", SucceededOf),
            Order = reader.Sort(
                AttemptOrder.TriggeredAtDescending,
                ("status", AttemptOrder.Status), ("-status", AttemptOrder.StatusDescending),
                ("triggeredAt", AttemptOrder.TriggeredAt), ("-triggeredAt", AttemptOrder.TriggeredAtDescending)),
            Limit = reader.Limit(),
            MaxEventBytes = MaxListedEventBytes,
            MaxResponseBytes = MaxListedResponseBytes,
            Cursor = reader.Cursor(),
        };
        reader.ThrowIfInvalid();
        try
        {
            Page<Attempt> page = await deliveries.ListAsync(new WebhookKey(webhook.TenantId, webhook.Id), query, cancellationToken);
            return TypedResults.Ok(new DeliveryListBody([.. page.Items.Select(DeliveryBodies.Of)], PageLinks.Of(request, page)));
        }
        catch (CursorFormatException exception)
        {
            throw ApiException.BadRequest(new ApiError(ErrorCodes.Cursor, exception.Message));
        }
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, string deliveryId, IWebhookStore webhooks, IDeliveryStore deliveries, CancellationToken cancellationToken)
    {
        Webhook webhook = await webhooks.FindForAsync(caller, CallerAction.ReadDeliveries, id, cancellationToken);
        return TypedResults.Ok(DeliveryBodies.Of(await deliveries.FindForAsync(webhook, deliveryId, cancellationToken)));
    }

    private static async Task<IResult> ResendAsync(
        Caller caller, string id, string deliveryId, HttpRequest request, IWebhookStore webhooks, IDeliveryStore deliveries,
        Resending resending,
        CancellationToken cancellationToken)
    {
        Webhook webhook = await webhooks.FindForAsync(caller, CallerAction.SendAgain, id, cancellationToken);
        Attempt attempt = await deliveries.FindForAsync(webhook, deliveryId, cancellationToken);
        StoredEvent @event = attempt.Event ?? throw ApiException.NotFound(ApiErrors.DeliveryNotFound);
        Attempt again = await resending.SendAsync(webhook, @event, cancellationToken);
        string deliveriesPath = request.Path.Value!.Split($"/{deliveryId}/", 2)[0];
        return TypedResults.Created($"{request.PathBase}{deliveriesPath}/{again.Id}", DeliveryBodies.Of(again));
    }

    private static async Task<IResult> RecoverAsync(
        Caller caller, string id, HttpRequest request, IWebhookStore webhooks, IDeliveryStore deliveries, LaneHints lanes,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        Webhook webhook = await webhooks.FindForAsync(caller, CallerAction.SendAgain, id, cancellationToken);
        JsonElement body = await JsonBody.ReadObjectAsync(request, MaxBodyLength);
        var members = new JsonMembers();
        members.CheckKnown(body, "since");
        DateTimeOffset? since = members.Required("since", members.Time("since", body.Member("since")));
        members.ThrowIfInvalid();

        var key = new WebhookKey(webhook.TenantId, webhook.Id);
        DateTimeOffset now = time.GetUtcNow();
        int recovered = await deliveries.RecoverAsync(key, since!.Value, now, CancellationToken.None);
        lanes.Release(key);
        return TypedResults.Accepted((string?)null, new RecoveredBody(recovered));
    }

    private static bool? SucceededOf(string status) => status switch
    {
        "success" => true,
        "fail" => false,
        _ => null,
    };
}
