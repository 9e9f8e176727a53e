namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>Where a page is, and the pages beside it; at an end there is none.</summary>
internal sealed record LinksBody(LinkBody Self, LinkBody? Next, LinkBody? Prev);
