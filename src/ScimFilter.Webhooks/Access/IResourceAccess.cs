namespace ScimFilter.Webhooks.Access;

/// <summary>
/// Decides whether the owner of a webhook of <see cref="WebhookLevel.User"/> may see what an event tells. It is asked once per webhook
/// and event
/// while events are matched, so it must answer from memory; thread-safe.
/// </summary>
public interface IResourceAccess
{
    /// <summary>Decides whether a user may access the resource of an event.</summary>
    /// <param name="tenantId">The tenant of the webhook.</param>
    /// <param name="userId">The owner of the webhook.</param>
    /// <param name="context">What the event says of its resource.</param>
    bool MayAccess(string tenantId, string userId, in EventContext context);
}
