namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>Who makes a request: all that anything depends on. Immutable.</summary>
internal sealed record Caller(string TenantId, string UserId, IReadOnlySet<string> Roles)
{
    /// <summary>Gets a value indicating whether the caller administers the tenant.</summary>
    public bool IsAdmin => Roles.Contains(Identity.Roles.TenantAdmin);

    /// <summary>Gets a value indicating whether the caller may see and change webhooks of others.</summary>
    public bool CanManage => IsAdmin || Roles.Contains(Identity.Roles.ManageWebhooks);

    /// <summary>Gets a value indicating whether the caller may have webhooks.</summary>
    public bool CanUse => CanManage || Roles.Contains(Identity.Roles.UseWebhooks);

    /// <summary>Gets a value indicating whether the caller may send events.</summary>
    public bool CanPublish => IsAdmin || Roles.Contains(Identity.Roles.PublishEvents);

    /// <summary>Finds who makes a request; called by the framework for handlers that ask for a caller.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(Of(context));

    /// <exception cref="InvalidOperationException">
    /// Nobody is authenticated: an endpoint without authorization asks for its caller.
    /// </exception>
    public static Caller Of(HttpContext context) => context.User.Identity is CallerIdentity identity
        ? identity.Caller
        : throw new InvalidOperationException("An endpoint without authorization asks for its caller.");
}
