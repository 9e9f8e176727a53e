using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Api.Contracts;

/// <summary>A filter to check, and events to try it on: those given, or as many recent ones as <c>recent</c> says.</summary>
internal sealed record FilterCheckRequestBody(string Filter, IReadOnlyList<string>? EventTypes, IReadOnlyList<JsonElement>? Events,
    int? Recent);
