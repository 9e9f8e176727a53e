using ScimFilter.Webhooks.Server.Api.Errors;
using ScimFilter.Webhooks.Server.Identity;

namespace ScimFilter.Webhooks.Server.Api.Bodies;

/// <summary>Who may do what with which webhook of a tenant.</summary>
internal static class WebhookRights
{
    /// <exception cref="ApiException">The caller may have no webhooks.</exception>
    public static void CheckUse(Caller caller) => Require(caller.CanUse, "The caller may not use webhooks.");

    /// <exception cref="ApiException">The webhook is another's, and the caller may not see those.</exception>
    public static void CheckSee(Webhook webhook, Caller caller)
    {
        CheckUse(caller);
        Require(caller.CanManage || IsOwn(webhook, caller), "The webhook is another user's.");
    }

    /// <exception cref="ApiException">The caller may not make such a webhook.</exception>
    public static void CheckCreate(Webhook webhook, Caller caller)
    {
        CheckUse(caller);
        Require(webhook.Level == WebhookLevel.User || caller.IsAdmin, "Webhooks of level 'tenant' are created by administrators.");
        Require(
            webhook.OwnerId is null || webhook.OwnerId == caller.UserId || caller.CanManage,
            "The caller may not create webhooks for others.");
    }

    /// <exception cref="ApiException">The caller may not change the webhook in this way.</exception>
    public static void CheckChange(Webhook before, Webhook after, Caller caller)
    {
        CheckSee(before, caller);
        Require(
            after.Level == before.Level || after.Level == WebhookLevel.User || caller.IsAdmin,
            "A webhook is brought to the level 'tenant' by administrators.");
        Require(
            after.OwnerId is null || after.OwnerId == before.OwnerId || caller.CanManage
                || (before.OwnerId is null && after.OwnerId == caller.UserId),
            "The caller may not give webhooks to others.");
    }

    private static bool IsOwn(Webhook webhook, Caller caller) =>
        webhook.OwnerId == caller.UserId || webhook.CreatedByUserId == caller.UserId;

    private static void Require(bool allowed, string otherwise)
    {
        if (!allowed)
        {
            throw ApiException.Forbidden(otherwise);
        }
    }
}
