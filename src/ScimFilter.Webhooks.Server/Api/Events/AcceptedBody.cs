namespace ScimFilter.Webhooks.Server.Api.Events;

/// <summary>How many events were stored, and how many were known already.</summary>
internal sealed record AcceptedBody(int Accepted, int Duplicates);
