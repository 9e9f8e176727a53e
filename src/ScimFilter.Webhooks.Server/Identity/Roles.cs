namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>What callers may do.</summary>
internal static class Roles
{
    /// <summary>Everything in the tenant.</summary>
    public const string TenantAdmin = "TenantAdmin";

    /// <summary>All webhooks of the tenant; those at the level of the tenant are created by administrators alone.</summary>
    public const string ManageWebhooks = "ManageWebhooks";

    /// <summary>The caller's own webhooks.</summary>
    public const string UseWebhooks = "UseWebhooks";

    /// <summary>Sending events.</summary>
    public const string PublishEvents = "PublishEvents";

    public static IReadOnlyList<string> All { get; } = [TenantAdmin, ManageWebhooks, UseWebhooks, PublishEvents];
}
