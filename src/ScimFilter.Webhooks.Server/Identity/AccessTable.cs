using System.Collections.Frozen;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>
/// Decides who may do what with which webhook of a tenant. The README of the server shows the same table, and a test compares both
/// with what the server answers.
/// </summary>
/// <remarks>
/// The owner of a webhook of level <c>user</c> is <see cref="Webhook.OwnerId"/>; its creator has no rights left once it was given to
/// another user. A webhook of level <c>tenant</c> has no owner. Callers never reach another tenant: lookups are made in their own.
/// </remarks>
internal static class AccessTable
{
    private static readonly FrozenDictionary<CallerAction, Row> _rows = new Dictionary<CallerAction, Row>
    {
        [CallerAction.ReadWebhooks] = new(Reach.Own, Reach.All, Reach.All, Reach.None),
        [CallerAction.ChangeWebhooks] = new(Reach.Own, Reach.Users, Reach.All, Reach.None),
        [CallerAction.ReadDeliveries] = new(Reach.Own, Reach.All, Reach.All, Reach.None),
        [CallerAction.SendAgain] = new(Reach.Own, Reach.All, Reach.All, Reach.None),
        [CallerAction.CheckFilters] = new(Reach.All, Reach.All, Reach.All, Reach.None),
        [CallerAction.ReadRecentEvents] = new(Reach.None, Reach.All, Reach.All, Reach.None),
        [CallerAction.CheckEvents] = new(Reach.Own, Reach.All, Reach.All, Reach.None),
        [CallerAction.ReadEventTypes] = new(Reach.All, Reach.All, Reach.All, Reach.All),
        [CallerAction.PublishEvents] = new(Reach.None, Reach.None, Reach.All, Reach.All),
    }.ToFrozenDictionary();

    /// <summary>Gives the widest reach that any role of the caller has for an action.</summary>
    public static Reach ReachOf(Caller caller, CallerAction action) =>
        caller.Roles.Select(role => _rows[action].Of(role)).DefaultIfEmpty(Reach.None).Max();

    /// <summary>Gives the reach that a caller needs for a webhook, whatever is done with it.</summary>
    public static Reach NeededFor(Caller caller, Webhook webhook) => webhook.Level == WebhookLevel.Tenant ? Reach.All
        : string.Equals(webhook.OwnerId, caller.UserId, StringComparison.Ordinal) ? Reach.Own : Reach.Users;

    /// <summary>Gives the roles that reach far enough for an action.</summary>
    public static IEnumerable<string> RolesWith(CallerAction action, Reach needed) =>
        Roles.All.Where(role => _rows[action].Of(role) >= needed);

    private sealed record Row(Reach Use, Reach Manage, Reach Administer, Reach Publish)
    {
        public Reach Of(string role) => role switch
        {
            Roles.UseWebhooks => Use,
            Roles.ManageWebhooks => Manage,
            Roles.TenantAdmin => Administer,
            Roles.PublishEvents => Publish,
            _ => Reach.None,
        };
    }
}
