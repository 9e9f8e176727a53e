namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>The body of every answer that is not a success.</summary>
internal sealed record ErrorBody(IReadOnlyList<ApiError> Errors, string TraceId);
