namespace ScimFilter.Webhooks;

/// <summary>From where a webhook was created, and so what it is for.</summary>
public enum WebhookOrigin
{
    /// <summary>By a program.</summary>
    Api,

    /// <summary>By an automation.</summary>
    Automations,

    /// <summary>By an administrator at a console.</summary>
    ManagementConsole,
}
