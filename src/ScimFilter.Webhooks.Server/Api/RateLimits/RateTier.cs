namespace ScimFilter.Webhooks.Server.Api.RateLimits;

/// <summary>Which budget a request is counted against.</summary>
internal enum RateTier
{
    /// <summary>Requests that read.</summary>
    One,

    /// <summary>Requests that write.</summary>
    Two,
}
