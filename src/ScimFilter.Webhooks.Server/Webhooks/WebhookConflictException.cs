namespace ScimFilter.Webhooks.Server.Webhooks;

/// <summary>A webhook could not be changed because others changed it all the time.</summary>
internal sealed class WebhookConflictException() : InvalidOperationException("The webhook is being changed by others.");
