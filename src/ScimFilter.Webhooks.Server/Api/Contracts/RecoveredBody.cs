namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>How many deliveries are due again.</summary>
internal sealed record RecoveredBody(int Recovered);
