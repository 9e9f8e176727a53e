using System.Security.Claims;

namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>Who makes a request: all that anything depends on.</summary>
internal sealed record Caller(string TenantId, string UserId, IReadOnlySet<string> Roles)
{
    private const string TenantClaim = "scimfilter:tenant";
    private const string UserClaim = "scimfilter:user";
    private const string RoleClaim = "scimfilter:role";

    /// <summary>Gets a value indicating whether the caller administers the tenant.</summary>
    public bool IsAdmin => Roles.Contains(Identity.Roles.TenantAdmin);

    /// <summary>Gets a value indicating whether the caller may see and change webhooks of others.</summary>
    public bool CanManage => IsAdmin || Roles.Contains(Identity.Roles.ManageWebhooks);

    /// <summary>Gets a value indicating whether the caller may have webhooks.</summary>
    public bool CanUse => CanManage || Roles.Contains(Identity.Roles.UseWebhooks);

    /// <summary>Gets a value indicating whether the caller may send events.</summary>
    public bool CanPublish => IsAdmin || Roles.Contains(Identity.Roles.PublishEvents);

    public ClaimsIdentity ToIdentity(string scheme) => new(
        [new Claim(TenantClaim, TenantId), new Claim(UserClaim, UserId), .. Roles.Select(role => new Claim(RoleClaim, role))], scheme);

    /// <summary>Finds who makes a request; called by the framework for handlers that ask for a caller.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(Of(context));

    public static Caller Of(HttpContext context) => TryGet(context)
        ?? throw new InvalidOperationException("An endpoint without authorization asks for its caller.");

    public static Caller? TryGet(HttpContext context)
    {
        ClaimsIdentity? identity = context.User.Identities.FirstOrDefault(identity => identity.HasClaim(claim => claim.Type == TenantClaim));
        return identity is null ? null : new Caller(
            identity.FindFirst(TenantClaim)!.Value,
            identity.FindFirst(UserClaim)!.Value,
            identity.FindAll(RoleClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal));
    }
}
