using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>What of a webhook is encrypted where it is stored: its secrets and the values of its encrypted headers.</summary>
internal sealed record SealedPart(string? Secret, string? Previous, DateTimeOffset PreviousUntil, Dictionary<string, string> Headers)
{
    /// <summary>Encrypts; null when there is nothing to hide.</summary>
    public static byte[]? Seal(Webhook webhook, ISecretBox box)
    {
        if (webhook.Secret is null && webhook.EncryptedHeaders.IsEmpty)
        {
            return null;
        }

        var part = new SealedPart(
            webhook.Secret?.Current,
            webhook.Secret?.Previous,
            webhook.Secret?.PreviousUntil ?? default,
            new Dictionary<string, string>(webhook.EncryptedHeaders, StringComparer.Ordinal));
        return box.Seal(JsonSerializer.SerializeToUtf8Bytes(part, StoredJson.Default.SealedPart), ContextOf(webhook));
    }

    public static Webhook Open(Webhook webhook, byte[]? closed, ISecretBox box)
    {
        if (closed is null)
        {
            return webhook;
        }

        SealedPart part = JsonSerializer.Deserialize(box.Open(closed, ContextOf(webhook)), StoredJson.Default.SealedPart)
            ?? throw new JsonException("There is nothing in the sealed part.");
        return webhook with
        {
            Secret = part.Secret is null ? null
                : new WebhookSecret(part.Secret) { Previous = part.Previous, PreviousUntil = part.PreviousUntil },
            EncryptedHeaders = part.Headers.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <summary>Says whether a key opens something, without reading what it holds.</summary>
    public static bool CanOpen(ISecretBox box, byte[] closed, string context)
    {
        try
        {
            box.Open(closed, context);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Gives the context that a webhook's part is sealed in: it cannot be opened in the row of another.</summary>
    public static string ContextOf(string tenantId, string webhookId) => $"{tenantId.Length}:{tenantId}/{webhookId}";

    private static string ContextOf(Webhook webhook) => ContextOf(webhook.TenantId, webhook.Id);
}
