using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using ScimFilter.Webhooks.Signing;

namespace ScimFilter.Webhooks;

/// <summary>
/// Which headers a delivery may have, and which a webhook may add to it. Webhooks are checked, and requests are built, by these rules.
/// </summary>
internal static class HeaderRules
{
    public const string NameRule = "The name of a header is made of letters, digits and !#$%&'*+-.^_`|~.";
    public const string ValueRule = "The value of a header is made of printable ASCII characters, without a space at either end.";

    // Each of the two sets, names and values together.
    private const int MaxBytes = 2_048;

    private static readonly SearchValues<char> _token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // What the sender says itself, and what belongs to the connection.
    private static readonly FrozenSet<string> _reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "accept-encoding", "connection", "content-encoding", "content-length", "content-type", "expect", "host", "keep-alive",
        "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", QlikSignature.HeaderName,
        StandardWebhooksSignature.IdHeader, StandardWebhooksSignature.TimestampHeader, StandardWebhooksSignature.SignatureHeader);

    /// <summary>Whether a name is a token (RFC 9110, 5.6.2).</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(_token);

    /// <summary>
    /// Whether a value has printable ASCII characters only: none that ends a header, none whose encoding clients disagree about. Spaces at
    /// its ends are no part of it (RFC 9110, 5.5): receivers drop them.
    /// </summary>
    public static bool IsValue(string value) =>
        !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && !value.StartsWith(' ') && !value.EndsWith(' ');

    /// <summary>Finds what is wrong with the headers of a webhook. Names ignore case, whatever the dictionaries do.</summary>
    public static IEnumerable<WebhookFault> Check(Webhook webhook) =>
    [
        .. CheckSet("headers", webhook.Headers),
        .. CheckSet("encryptedHeaders", webhook.EncryptedHeaders),
        .. webhook.Headers.Keys.Intersect(webhook.EncryptedHeaders.Keys, StringComparer.OrdinalIgnoreCase)
            .Select(name => Fault("encryptedHeaders", $"The header '{name}' stands in both sets.")),
    ];

    private static IEnumerable<WebhookFault> CheckSet(string property, ImmutableSortedDictionary<string, string> headers)
    {
        foreach ((string name, string value) in headers)
        {
            if (!IsName(name))
            {
                yield return Fault(property, NameRule);
            }
            else if (_reserved.Contains(name))
            {
                yield return Fault(property, $"The header '{name}' is set by the sender.");
            }

            if (!IsValue(value))
            {
                yield return Fault(property, IsName(name) ? $"'{name}': {ValueRule}" : ValueRule);
            }
        }

        foreach (IGrouping<string,
            string> names in headers.Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(names => names.Skip(1).Any()))
        {
            yield return Fault(property, $"The header '{names.Key}' stands twice.");
        }

        if (headers.Sum(header => Encoding.UTF8.GetByteCount(header.Key) + Encoding.UTF8.GetByteCount(header.Value)) > MaxBytes)
        {
            yield return Fault(property, $"The headers have {MaxBytes} bytes at most, names and values together.");
        }
    }

    private static WebhookFault Fault(string property, string message) => new(WebhookFaultKind.Header, property, message);
}
