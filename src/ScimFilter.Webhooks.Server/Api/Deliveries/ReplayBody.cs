using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Deliveries;

/// <summary>What a replay would do, or has done so far.</summary>
/// <param name="Status"><c>counted</c> (a dry run), <c>running</c> or <c>done</c>.</param>
/// <param name="Since">The first moment of the period, no earlier than the kept history.</param>
/// <param name="Until">The first moment after it.</param>
/// <param name="Events">Events of the tenant that were examined.</param>
/// <param name="Matches">Those that the webhook, as it is now, receives.</param>
/// <param name="Deliveries">Those of them that were not delivered and do not wait: they are due now, or would be.</param>
/// <param name="StartedAt">When the replay began; not for a dry run.</param>
/// <param name="EndedAt">When it had examined all events; not before.</param>
internal sealed record ReplayBody(
    string Status, ApiTime Since, ApiTime Until, int Events, int Matches, int Deliveries, ApiTime? StartedAt, ApiTime? EndedAt);
