namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>Who makes a request: all that anything depends on. Immutable.</summary>
internal sealed record Caller(string TenantId, string UserId, IReadOnlySet<string> Roles)
{
    /// <summary>Finds who makes a request; called by the framework for handlers with a parameter of this type.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(Of(context));

    /// <exception cref="InvalidOperationException">
    /// Nobody is authenticated: the endpoint takes a caller but requires no authorization.
    /// </exception>
    public static Caller Of(HttpContext context) => context.User.Identity is CallerIdentity identity
        ? identity.Caller
        : throw new InvalidOperationException("The endpoint takes a caller but requires no authorization.");
}
