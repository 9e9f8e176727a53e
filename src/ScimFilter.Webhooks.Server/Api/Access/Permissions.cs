using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Identity;

namespace ScimFilter.Webhooks.Server.Api.Access;

/// <summary>Ends requests that the <see cref="AccessTable"/> forbids.</summary>
internal static class Permissions
{
    /// <exception cref="ApiException">No role of the caller allows the action for any webhook.</exception>
    public static void Require(this Caller caller, CallerAction action) => Require(caller, action, Reach.Own, "");

    /// <exception cref="ApiException">No role of the caller allows the action for this webhook.</exception>
    public static void Require(this Caller caller, CallerAction action, Webhook webhook)
    {
        Reach needed = AccessTable.NeededFor(caller, webhook);
        Require(caller, action, needed, needed switch
        {
            Reach.All => ", as the webhook is of level 'tenant'",
            Reach.Users => ", as the webhook belongs to another user",
            _ => "",
        });
    }

    /// <summary>Gives the user to whose webhooks a list is restricted; null: it shows all.</summary>
    public static string? VisibleTo(this Caller caller, CallerAction action) =>
        AccessTable.ReachOf(caller, action) == Reach.All ? null : caller.UserId;

    private static void Require(Caller caller, CallerAction action, Reach needed, string reason)
    {
        if (AccessTable.ReachOf(caller, action) < needed)
        {
            string roles = string.Join(" or ", AccessTable.RolesWith(action, needed));
            throw ApiException.Forbidden($"This needs the role {roles}{reason}.");
        }
    }
}
