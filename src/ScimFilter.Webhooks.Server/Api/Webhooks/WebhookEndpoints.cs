using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Access;
using ScimFilter.Webhooks.Server.Api.Description;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Api.RateLimits;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>Webhooks: list, create, get, patch, replace, delete.</summary>
internal static class WebhookEndpoints
{
    private const int MaxBodyLength = 256 << 10;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("", ListAsync).CountedAs(RateTier.One).Describes<WebhookListBody>("Retrieves the webhooks that the caller may see.")
            .TakesText("createdByUserId", "Only those that this user created.")
            .TakesFlag("enabled", "Only those that are enabled, or are not.")
            .TakesText("eventType", "Only those that ask for this type, by any of its names.")
            .TakesText("eventTypes", "Only those that ask for all of these types, separated by commas.")
            .TakesWord("level", "Only those of this level.", "tenant", "user")
            .TakesText("name", "Only those whose name has this text in it; case does not matter, an asterisk is any text.")
            .TakesText("origins", "Only those of one of these origins, separated by commas.")
            .TakesText("ownerId", "Only those that this user owns.")
            .TakesText("updatedByUserId", "Only those that this user changed last.")
            .TakesText("url", "Only those whose URL has this text in it; case does not matter, an asterisk is any text.")
            .TakesPaging("-createdAt", "name", "url", "createdAt", "updatedAt");
        group.MapPost("", CreateAsync).CountedAs(RateTier.Two).Describes<WebhookBody>("Creates a webhook.", StatusCodes.Status201Created)
            .Accepts<WebhookRequestBody>("application/json");
        group.MapGet("{id}", GetAsync).CountedAs(RateTier.One).Describes<WebhookBody>("Returns a webhook.").ProducesNotFound();
        group.MapPatch("{id}", PatchAsync).CountedAs(RateTier.Two).Describes("Patches a webhook.").ProducesNotFound().ProducesConflict()
            .Accepts<PatchOperationBody[]>("application/json", "application/json-patch+json");
        group.MapPut("{id}", ReplaceAsync).CountedAs(RateTier.Two)
            .Describes<WebhookBody>("Replaces a webhook; what is not given is cleared.")
            .ProducesNotFound().ProducesConflict().Accepts<WebhookRequestBody>("application/json");
        group.MapDelete("{id}", DeleteAsync).CountedAs(RateTier.Two).Describes("Deletes a webhook.").ProducesNotFound();
    }

    private static async Task<IResult> ListAsync(
        Caller caller, HttpRequest request, IWebhookStore store, EventTypeCatalogue catalogue, WebhookBodies bodies,
        CancellationToken cancellationToken)
    {
        caller.Require(CallerAction.ReadWebhooks);
        WebhookQuery query = WebhookQueryReader.Read(request.Query, caller, catalogue);
        try
        {
            Page<Webhook> page = await store.ListAsync(caller.TenantId, query, cancellationToken);
            return TypedResults.Ok(new WebhookListBody([.. page.Items.Select(bodies.Of)], PageLinks.Of(request, page)));
        }
        catch (CursorFormatException exception)
        {
            throw ApiException.BadRequest(new ApiError(ErrorCodes.Cursor, exception.Message));
        }
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, HttpRequest request, WebhookDirectory directory, WebhookEdit edit, WebhooksOptions options, WebhookBodies bodies,
        CancellationToken cancellationToken)
    {
        caller.Require(CallerAction.ChangeWebhooks);
        WebhookInput input = WebhookInputReader.Read(await JsonBody.ReadAsync(request, MaxBodyLength));
        Webhook webhook = edit.Create(input, caller);
        await edit.CheckTargetAsync(null, webhook, cancellationToken);
        var quota = new WebhookQuota(options.QuotaPerUser, options.QuotaPerTenant);
        return await directory.AddAsync(webhook, quota, CancellationToken.None) switch
        {
            WebhookAddition.UserQuotaReached => throw Full($"A user may create {quota.PerUser} webhooks."),
            WebhookAddition.TenantQuotaReached => throw Full($"A tenant may have {quota.PerTenant} webhooks."),
            _ => TypedResults.Created($"{request.PathBase}{request.Path}/{webhook.Id}", bodies.Of(webhook)),
        };
    }

    private static async Task<IResult> GetAsync(
        Caller caller, string id, IWebhookStore store, WebhookBodies bodies, CancellationToken cancellationToken) =>
        TypedResults.Ok(bodies.Of(await store.FindForAsync(caller, CallerAction.ReadWebhooks, id, cancellationToken)));

    private static async Task<IResult> PatchAsync(
        Caller caller, string id, HttpRequest request, IWebhookStore store, WebhookDirectory directory, WebhookEdit edit, HealthBook health,
        CancellationToken cancellationToken)
    {
        await store.FindForAsync(caller, CallerAction.ChangeWebhooks, id, cancellationToken);
        var patch = WebhookPatch.Read(await JsonBody.ReadAsync(request, MaxBodyLength));
        await ChangeAsync(
            caller, id, directory, edit, health, current => edit.Finish(current, patch.Apply(current, edit), patch.GivenHeaders, caller));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ReplaceAsync(
        Caller caller, string id, HttpRequest request, IWebhookStore store, WebhookDirectory directory, WebhookEdit edit, HealthBook health,
        WebhookBodies bodies, CancellationToken cancellationToken)
    {
        await store.FindForAsync(caller, CallerAction.ChangeWebhooks, id, cancellationToken);
        WebhookInput input = WebhookInputReader.Read(await JsonBody.ReadAsync(request, MaxBodyLength));
        Webhook replaced = await ChangeAsync(caller, id, directory, edit, health, current => edit.Replace(current, input, caller));
        return TypedResults.Ok(bodies.Of(replaced));
    }

    private static async Task<IResult> DeleteAsync(
        Caller caller, string id, IWebhookStore store, WebhookDirectory directory, HealthBook health, CancellationToken cancellationToken)
    {
        await store.FindForAsync(caller, CallerAction.ChangeWebhooks, id, cancellationToken);
        var key = new WebhookKey(caller.TenantId, id);
        if (!await directory.RemoveAsync(key, CancellationToken.None))
        {
            throw ApiException.NotFound(ApiErrors.WebhookNotFound);
        }

        health.Forget(key);
        return TypedResults.NoContent();
    }

    private static async Task<Webhook> ChangeAsync(
        Caller caller, string id, WebhookDirectory directory, WebhookEdit edit, HealthBook health, Func<Webhook, Webhook> change)
    {
        var key = new WebhookKey(caller.TenantId, id);
        bool enabled = false;
        try
        {
            Webhook changed = await directory.ChangeAsync(
                key,
                async current =>
                {
                    Webhook next = change(current);
                    await edit.CheckTargetAsync(current, next, CancellationToken.None);
                    enabled = next.Enabled && !current.Enabled;
                    return next;
                },
                CancellationToken.None) ?? throw ApiException.NotFound(ApiErrors.WebhookNotFound);
            if (enabled)
            {
                // Who enables a webhook again gives its receiver another chance.
                health.Forget(key);
            }

            return changed;
        }
        catch (WebhookConflictException exception)
        {
            throw new ApiException(StatusCodes.Status409Conflict, new ApiError(ErrorCodes.Conflict, exception.Message));
        }
    }

    private static ApiException Full(string detail) =>
        new(StatusCodes.Status403Forbidden,
            new ApiError(ErrorCodes.Quota, "There are as many webhooks as there may be.") { Detail = detail });
}
