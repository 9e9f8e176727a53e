using System.Collections.Frozen;
using System.Globalization;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Webhooks;

/// <summary>Properties that callers cannot set. A value that is sent back as it was shown is no attempt to.</summary>
internal static class ReadOnlyProperties
{
    // Who creates a webhook says it; from then on it stays.
    private const string Origin = "origin";

    private static readonly FrozenDictionary<string, Func<Webhook, string?>> _values = new Dictionary<string, Func<Webhook,
    string?>>(StringComparer.Ordinal)
    {
        ["id"] = webhook => webhook.Id,
        ["createdAt"] = webhook => new ApiTime(webhook.CreatedAt).ToString(),
        ["updatedAt"] = webhook => new ApiTime(webhook.UpdatedAt).ToString(),
        ["createdByUserId"] = webhook => webhook.CreatedByUserId,
        ["updatedByUserId"] = webhook => webhook.UpdatedByUserId,
        ["disabledReason"] = webhook => webhook.DisabledReason,
        ["disabledReasonCode"] = webhook => webhook.DisabledReasonCode,
        ["secretKeyAdded"] = webhook => webhook.Secret is null ? bool.FalseString : bool.TrueString,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // How the service finds the webhook at this moment: it may differ from what was shown a second ago.
    private static readonly string[] _observations = ["health", "status"];

    /// <summary>Gets the names of all properties that callers cannot set.</summary>
    public static IEnumerable<string> Names => _values.Keys.Concat(_observations);

    /// <summary>
    /// Tells whether a property says how deliveries go, not what the webhook is; a value that is sent back is passed over.
    /// </summary>
    public static bool IsObservation(string name) => _observations.Contains(name, StringComparer.Ordinal);

    /// <summary>Tells whether a request can give a property no value of its own, also when it creates a webhook.</summary>
    public static bool Contains(string name) => _values.ContainsKey(name);

    /// <summary>Tells whether a property stays as it is once its webhook is created.</summary>
    public static bool Stays(string name) => name == Origin || Contains(name) || IsObservation(name);

    /// <summary>Finds the properties whose values differ from those of a webhook.</summary>
    public static IEnumerable<string> Changed(WebhookInput input, Webhook webhook) =>
        input.ReadOnly.Where(pair => !IsSame(pair.Value, _values[pair.Key](webhook))).Select(pair => pair.Key)
            .Concat(input.Origin is { } origin && origin != webhook.Origin ? [Origin] : []).Order(StringComparer.Ordinal);

    private static bool IsSame(string given, string? value) =>
        string.Equals(given, value, StringComparison.OrdinalIgnoreCase)
        || (DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, out DateTimeOffset one)
            && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out DateTimeOffset other) && one == other);
}
