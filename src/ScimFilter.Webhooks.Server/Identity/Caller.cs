namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>Who makes a request: all that anything depends on. Immutable.</summary>
internal sealed record Caller(string TenantId, string UserId, IReadOnlySet<string> Roles)
{
    /// <summary>Finds who makes a request; called by the framework for handlers that ask for a caller.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(Of(context));

    /// <exception cref="InvalidOperationException">
    /// Nobody is authenticated: an endpoint without authorization asks for its caller.
    /// </exception>
    public static Caller Of(HttpContext context) => context.User.Identity is CallerIdentity identity
        ? identity.Caller
        : throw new InvalidOperationException("An endpoint without authorization asks for its caller.");
}
