namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>A name was not resolved. The message is one sentence for the owner of the webhook.</summary>
internal sealed class NameResolutionException(string host, string reason) : IOException($"The name {host} was not resolved: {reason}.");
