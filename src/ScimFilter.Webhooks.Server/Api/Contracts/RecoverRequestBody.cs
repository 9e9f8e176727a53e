namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>From when on failed deliveries are sent again.</summary>
internal sealed record RecoverRequestBody(DateTimeOffset Since);
