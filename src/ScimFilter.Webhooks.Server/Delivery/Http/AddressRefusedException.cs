namespace ScimFilter.Webhooks.Server.Delivery.Http;

/// <summary>The name of a target led to no address that may be connected to.</summary>
internal sealed class AddressRefusedException(string host) : IOException($"No address of {host} is one that events may be sent to.");
