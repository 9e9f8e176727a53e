namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>The names of roles; the table of access says what each allows.</summary>
internal static class Roles
{
    /// <summary>Everything in the tenant.</summary>
    public const string TenantAdmin = "TenantAdmin";

    /// <summary>All webhooks of users; those of level <c>tenant</c> are shown and resent, but not changed.</summary>
    public const string ManageWebhooks = "ManageWebhooks";

    /// <summary>The caller's own webhooks.</summary>
    public const string UseWebhooks = "UseWebhooks";

    /// <summary>Sending events.</summary>
    public const string PublishEvents = "PublishEvents";

    public static IReadOnlyList<string> All { get; } = [TenantAdmin, ManageWebhooks, UseWebhooks, PublishEvents];
}
