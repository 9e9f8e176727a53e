using System.Collections.Immutable;
using ScimFilter.Webhooks.Delivering;

namespace ScimFilter.Webhooks.Server.Delivery.Http;

/// <summary>What came back.</summary>
internal sealed record PostResult(AttemptOutcome Outcome, string Message)
{
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string? Body { get; init; }
}
