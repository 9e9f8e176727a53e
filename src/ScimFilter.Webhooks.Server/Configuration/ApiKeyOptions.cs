namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>A key from the configuration.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>Gets or sets the key as callers send it.</summary>
    public string Key { get; set; } = "";

    /// <summary>Gets or sets the tenant of the caller.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Gets or sets the caller.</summary>
    public string UserId { get; set; } = "";

    /// <summary>Gets or sets the roles of the caller; none counts as <c>UseWebhooks</c>.</summary>
    public List<string> Roles { get; set; } = [];
}
