using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>A filter to check, and events to try it on: those given, or as many recent ones as <c>recent</c> says.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="EventTypes">The types that the webhook would ask for; none: any.</param>
/// <param name="Events">Events to try it on, 100 at most.</param>
/// <param name="Recent">How many of the latest events of the tenant to try it on, from 0 to 100. Default: 0.</param>
/// <param name="Explain">Whether to say of each event why the filter holds or not. Default: true; the answer has 1 MiB of that.</param>
internal sealed record FilterCheckRequestBody(
    string Filter, IReadOnlyList<string>? EventTypes, IReadOnlyList<JsonElement>? Events, int? Recent, bool? Explain);
