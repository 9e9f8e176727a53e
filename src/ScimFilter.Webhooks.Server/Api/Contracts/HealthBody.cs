namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>How the deliveries of a webhook have gone lately.</summary>
internal sealed record HealthBody(int Failures, ApiTime FailingSince);
