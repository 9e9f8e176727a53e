using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks;

/// <summary>What a webhook must keep to before it is stored. Immutable and thread-safe.</summary>
/// <param name="profile">Which event types there are, and what filters may ask for.</param>
/// <param name="addresses">Where events may be sent.</param>
public sealed class WebhookRules(EventProfile profile, AddressPolicy addresses)
{
    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int MaxNameLength = 256;

    /// <summary>The longest description, in UTF-16 code units.</summary>
    public const int MaxDescriptionLength = 2_048;

    /// <summary>The longest secret, in UTF-16 code units.</summary>
    public const int MaxSecretLength = 512;

    /// <summary>The longest URL, in UTF-16 code units.</summary>
    public const int MaxUrlLength = 2_048;

    /// <summary>The longest identifier of an owner, in UTF-16 code units.</summary>
    public const int MaxOwnerIdLength = 256;

    /// <summary>The most event types.</summary>
    public const int MaxEventTypes = 100;

    /// <summary>Finds every rule that a webhook breaks.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <returns>The faults in the order of the API's documentation; empty when it keeps to all rules.</returns>
    public IReadOnlyList<WebhookFault> Check(Webhook webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        return
        [
            .. CheckUrl(webhook.Url),
            .. CheckTexts(webhook),
            .. CheckEventTypes(webhook),
            .. CheckFilter(webhook),
            .. HeaderRules.Check(webhook),
        ];
    }

    private static IEnumerable<WebhookFault> CheckTexts(Webhook webhook)
    {
        if (webhook.Name.Length == 0 || webhook.Name.Length > MaxNameLength)
        {
            yield return new WebhookFault(WebhookFaultKind.Value, "name", $"A name has 1 to {MaxNameLength} characters.");
        }

        if (webhook.Description?.Length > MaxDescriptionLength)
        {
            yield return new WebhookFault(WebhookFaultKind.Value, "description",
                $"A description has {MaxDescriptionLength} characters at most.");
        }

        if (webhook.Secret is { Current.Length: 0 or > MaxSecretLength })
        {
            yield return new WebhookFault(WebhookFaultKind.Value, "secret", $"A secret has 1 to {MaxSecretLength} characters.");
        }

        if (webhook.OwnerId is { Length: 0 or > MaxOwnerIdLength })
        {
            yield return new WebhookFault(WebhookFaultKind.Value, "ownerId",
                $"The identifier of an owner has 1 to {MaxOwnerIdLength} characters.");
        }

        if ((webhook.Level == WebhookLevel.User) != (webhook.OwnerId is not null))
        {
            yield return new WebhookFault(WebhookFaultKind.Value, "ownerId",
                "A webhook has an owner when its level is 'user', and only then.");
        }
    }

    private IEnumerable<WebhookFault> CheckFilter(Webhook webhook) =>
        webhook.Filter is not { } filter ? [] : profile.Check(filter, webhook.EventTypes)
            .Select(error => new WebhookFault(WebhookFaultKind.Filter, "filter", error.ToString()) { FilterError = error });

    private IEnumerable<WebhookFault> CheckUrl(Uri url)
    {
        string? refusal = url.OriginalString.Length > MaxUrlLength
            ? $"A URL has {MaxUrlLength} characters at most."
            : addresses.Refuse(url);
        return refusal is null ? [] : [new WebhookFault(WebhookFaultKind.Url, "url", refusal)];
    }

    private IEnumerable<WebhookFault> CheckEventTypes(Webhook webhook)
    {
        if (webhook.EventTypes.Length > MaxEventTypes)
        {
            yield return new WebhookFault(WebhookFaultKind.Value, "eventTypes", $"There may be {MaxEventTypes} event types at most.");
            yield break;
        }

        string level = webhook.Level == WebhookLevel.User ? "user" : "tenant";
        foreach (string name in webhook.EventTypes)
        {
            if (!profile.Catalogue.TryFind(name, out EventType? type))
            {
                if (!profile.Catalogue.AcceptsOthers || name.Length is 0 or > EventEnvelope.MaxNameLength || !WellFormed.IsText(name))
                {
                    yield return new WebhookFault(WebhookFaultKind.EventType, "eventTypes", $"There is no event type '{Cut(name)}'.");
                }
            }
            else if (!type.Levels.Contains(webhook.Level))
            {
                yield return new WebhookFault(WebhookFaultKind.EventType, "eventTypes",
                    $"'{name}' is not sent to webhooks of level '{level}'.");
            }
        }
    }

    private static string Cut(string name) => name.Length <= 100 ? name : string.Concat(name.AsSpan(0, 100), "…");
}
