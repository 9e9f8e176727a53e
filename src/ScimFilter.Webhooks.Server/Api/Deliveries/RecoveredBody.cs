namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>How many deliveries are due again.</summary>
internal sealed record RecoveredBody(int Recovered);
