namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>A secret that a request gives, or removes with a null; a request without the member leaves it as it is.</summary>
internal sealed record SecretChange(string? Secret);
