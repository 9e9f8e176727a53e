using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Access;

/// <summary>Finds what a path names, in the caller's tenant alone.</summary>
internal static class StoreLookups
{
    private const int MaxIdLength = 256;

    /// <exception cref="ApiException">There is no such webhook, or the caller may not do this with it.</exception>
    public static async ValueTask<Webhook> FindForAsync(
        this IWebhookStore store, Caller caller, CallerAction action, string id, CancellationToken cancellationToken)
    {
        caller.Require(action);
        Webhook? webhook = id.Length > MaxIdLength ? null : await store.FindAsync(new WebhookKey(caller.TenantId, id), cancellationToken);
        caller.Require(action, webhook ?? throw ApiException.NotFound(ApiErrors.WebhookNotFound));
        return webhook;
    }

    /// <summary>Reads a page of webhooks.</summary>
    /// <exception cref="ApiException">The cursor is not valid.</exception>
    public static async ValueTask<Page<Webhook>> ReadPageAsync(
        this IWebhookStore store, string tenantId, WebhookQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ListAsync(tenantId, query, cancellationToken);
        }
        catch (CursorFormatException exception)
        {
            throw ApiException.BadRequest(new ApiError(ErrorCodes.Cursor, exception.Message));
        }
    }

    /// <exception cref="ApiException">There is no such delivery.</exception>
    public static async ValueTask<Attempt> FindForAsync(
        this IDeliveryStore store, Webhook webhook, string id, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out Guid attempt)
            && await store.FindAsync(new WebhookKey(webhook.TenantId, webhook.Id), attempt, cancellationToken) is { } found
            ? found
            : throw ApiException.NotFound(ApiErrors.DeliveryNotFound);
}
