using System.Collections.Immutable;
using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>
/// A JSON Patch (RFC 6902) for a webhook: <c>add</c>, <c>remove</c> and <c>replace</c> of named properties and of single headers.
/// It is applied as a whole or not at all.
/// </summary>
internal sealed class WebhookPatch
{
    private const int MaxOperations = 100;

    private readonly ImmutableArray<PatchOperation> _operations;

    private WebhookPatch(ImmutableArray<PatchOperation> operations) => _operations = operations;

    /// <summary>Gets the names of encrypted headers that the patch gives values for.</summary>
    public IEnumerable<string> GivenHeaders => _operations.SelectMany(operation => operation.GivenHeaders);

    /// <summary>Reads a patch: an array of operations, or, as the reference shows it, a single one.</summary>
    /// <exception cref="ApiException">Something cannot be done; a property that can only be read makes it a conflict.</exception>
    public static WebhookPatch Read(JsonElement body)
    {
        JsonElement[] items = body.ValueKind switch
        {
            JsonValueKind.Array when body.GetArrayLength() <= MaxOperations => [.. body.EnumerateArray()],
            JsonValueKind.Array => throw ApiException.BadRequest(ApiErrors.Patch(null, $"A patch has {MaxOperations} operations at most.")),
            JsonValueKind.Object => [body],
            _ => throw ApiException.BadRequest(ApiErrors.Patch(null, "A patch is an array of operations.")),
        };
        return new WebhookPatch([.. items.Select(PatchOperation.Read)]);
    }

    /// <summary>Applies the operations in their order.</summary>
    /// <exception cref="ApiException">An operation cannot be done.</exception>
    public Webhook Apply(Webhook webhook, WebhookEdit edit)
    {
        var members = new JsonMembers();
        foreach (PatchOperation operation in _operations)
        {
            webhook = operation.Apply(webhook, edit, members);
        }

        members.ThrowIfInvalid();
        return webhook;
    }
}
