using System.Text.Json;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Description;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Api.RateLimits;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>Tells which webhooks an event would reach. Nothing is stored or sent.</summary>
internal static class EventCheckEndpoints
{
    private const int MaxBodyLength = 1 << 20;

    // Few, as the rest of a page is read in vain when the work ends the answer.
    private const int PageLength = 10;
    private const int MaxWebhooks = 1_000;

    public static void Map(RouteGroupBuilder group) => group.MapPost("event-checks", CheckAsync).CountedAs(RateTier.One)
        .Describes<EventCheckBody>(
            "Tells which of the webhooks that the caller may see an event would reach: as many as a request has work for, about a tenth "
            + "of a second, and a link to the others.")
        .TakesText("next", "Where to go on, from the link 'next' of an answer that does not have all webhooks.")
        .TakesFlag(
            "explain",
            "Whether to say of each filter why it holds or not. Default: true. Explanations are part of the work, so an answer with them "
            + "has fewer webhooks.")
        .Accepts<JsonElement>("application/json", "application/cloudevents+json");

    private static async Task<IResult> CheckAsync(
        Caller caller, HttpRequest request, IWebhookStore store, EventTrial trial, CheckTurns turns,
        CancellationToken cancellationToken)
    {
        caller.Require(CallerAction.CheckEvents);
        var parameters = new QueryReader(request.Query);
        var explanations = Explanations.For(parameters.Flag("explain"));
        string? cursor = parameters.Cursor();
        parameters.ThrowIfInvalid();
        byte[] utf8Event = BodyText.WithoutMark(await JsonBody.ReadBytesAsync(request, MaxBodyLength));
        if (!EventEnvelope.TryRead(utf8Event, out EventEnvelope? envelope, out EventFault? fault))
        {
            throw ApiException.BadRequest(
                new ApiError(ErrorCodes.Event, "The event is not valid.") { Source = fault.Member, Detail = fault.Message });
        }

        using IDisposable turn = await turns.EnterAsync(caller.TenantId, cancellationToken);
        var webhooks = new List<EventCheckWebhookBody>();
        var budget = new CheckBudget();
        var query = new WebhookQuery { VisibleTo = caller.VisibleTo(CallerAction.CheckEvents), Limit = PageLength, Cursor = cursor };
        Page<Webhook> page;
        do
        {
            page = await store.ReadPageAsync(caller.TenantId, query, cancellationToken);
            int tried = 0;
            while (tried < page.Items.Count && !budget.IsSpent)
            {
                Webhook webhook = page.Items[tried++];
                EventCheckWebhookBody body = trial.Check(webhook, envelope, utf8Event, explanations);
                webhooks.Add(body);
                budget.Spend(webhook.Filter?.Length ?? 0, utf8Event.Length, body.Explanation?.LengthOf() ?? 0);
            }

            if (tried < page.Items.Count)
            {
                // Only the end of a page has a link to what follows: so the page ends where the work does.
                page = await store.ReadPageAsync(caller.TenantId, query with { Limit = tried }, cancellationToken);
            }

            query = query with { Cursor = page.Next };
        }
        while (page.Next is not null && webhooks.Count < MaxWebhooks && !budget.IsSpent);

        return TypedResults.Ok(new EventCheckBody(envelope.Id, envelope.Type, webhooks)
        {
            Links = page.Next is null ? null : PageLinks.Of(request, page with { Previous = null }),
        });
    }
}
