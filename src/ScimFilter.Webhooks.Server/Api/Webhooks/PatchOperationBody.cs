using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>An operation of JSON Patch: <c>add</c>, <c>remove</c> or <c>replace</c>.</summary>
internal sealed record PatchOperationBody(string Op, string Path, JsonElement? Value);
