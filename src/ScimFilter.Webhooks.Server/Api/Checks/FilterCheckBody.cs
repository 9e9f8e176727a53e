using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>What is to be said of a filter; of events only when it is valid.</summary>
internal sealed record FilterCheckBody(
    bool Valid, string? Canonical, IReadOnlyList<FilterErrorBody> Errors, IReadOnlyList<FilterCheckEventBody>? Events);
