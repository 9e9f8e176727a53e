namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>From when on failed deliveries are sent again.</summary>
internal sealed record RecoverRequestBody(DateTimeOffset Since);
