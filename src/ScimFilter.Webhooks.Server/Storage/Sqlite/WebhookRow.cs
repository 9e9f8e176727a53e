using System.Collections.Immutable;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>A webhook as a row.</summary>
internal static class WebhookRow
{
    /// <summary>The columns of a webhook, in the order of <see cref="Values"/>.</summary>
    public const string Columns =
        "tenant, id, version, url, url_folded, name, name_folded, level, filter, event_types, enabled, headers, sealed, cloud_event, "
        + "revocation, description, origin, owner, created_by, updated_by, created_at, updated_at, disabled_reason, disabled_code";

    public const string Parameters =
        "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24";

    private static readonly Uri _noUrl = new("https://unreadable.invalid/");

    private static readonly ImmutableSortedDictionary<string, string> _noHeaders =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public static object?[] Values(Webhook webhook, ISecretBox box) =>
    [
        webhook.TenantId, webhook.Id, webhook.Version, webhook.Url.OriginalString, Fold(webhook.Url.OriginalString), webhook.Name,
        Fold(webhook.Name),
        (long)webhook.Level, webhook.Filter, StoredJson.Write(webhook.EventTypes), webhook.Enabled, StoredJson.Write(webhook.Headers),
        SealedPart.Seal(webhook, box), webhook.EnableCloudEventDelivery, webhook.CheckCertificateRevocation, webhook.Description,
        (long)webhook.Origin,
        webhook.OwnerId, webhook.CreatedByUserId, webhook.UpdatedByUserId, webhook.CreatedAt.UtcTicks, webhook.UpdatedAt.UtcTicks,
        webhook.DisabledReason, webhook.DisabledReasonCode,
    ];

    /// <summary>Reads a row whose columns begin with <see cref="Columns"/> at a place.</summary>
    /// <remarks>
    /// A row of which something cannot be read is given all the same, so that it can be seen, repaired and deleted: as a webhook that is
    /// disabled with a reason.
    /// </remarks>
    public static Webhook Read(SqliteRow row, int first, ISecretBox box, UnreadableRows unreadable)
    {
        var faults = new RowFaults();
        var webhook = new Webhook
        {
            TenantId = row.GetString(first),
            Id = row.GetString(first + 1),
            Version = row.GetInt64(first + 2),
            Url = faults.Read("url", _noUrl, () => UrlOf(row.GetString(first + 3))),
            Name = row.GetString(first + 5),
            Level = faults.Read("level", WebhookLevel.Tenant, () => Defined((WebhookLevel)row.GetInt64(first + 7))),
            Filter = faults.Read("filter", null, () => FilterOf(row.Text(first + 8))),
            EventTypes = faults.Read("event types", [], () => StoredJson.ReadTexts(row.GetString(first + 9))),
            Enabled = row.GetBoolean(first + 10),
            Headers = faults.Read("headers", _noHeaders, () => StoredJson.ReadHeaders(row.GetString(first + 11))),
            EnableCloudEventDelivery = row.GetBoolean(first + 13),
            CheckCertificateRevocation = row.GetBoolean(first + 14),
            Description = row.Text(first + 15),
            Origin = faults.Read("origin", default, () => Defined((WebhookOrigin)row.GetInt64(first + 16))),
            OwnerId = row.Text(first + 17),
            CreatedByUserId = row.GetString(first + 18),
            UpdatedByUserId = row.Text(first + 19),
            CreatedAt = row.Time(first + 20),
            UpdatedAt = row.Time(first + 21),
            DisabledReason = row.Text(first + 22),
            DisabledReasonCode = row.Text(first + 23),
        };
        webhook = faults.Read("secrets", webhook, () => SealedPart.Open(webhook, row.Bytes(first + 12), box));
        return faults.Any ? SetAside(webhook, faults.Parts, unreadable) : webhook;
    }

    private static Webhook SetAside(Webhook webhook, string parts, UnreadableRows unreadable)
    {
        unreadable.Report(
            "webhooks", $"tenant {webhook.TenantId}, webhook {webhook.Id}", parts,
            "The webhook counts as disabled until it is given these anew.");
        return webhook with
        {
            Enabled = false,
            DisabledReason = $"The stored webhook is damaged. Give these anew before you enable it: {parts}.",
            DisabledReasonCode = DisabledReasonCodes.Unreadable,
        };
    }

    private static Uri UrlOf(string text) => new Uri(text) is { Scheme: "http" or "https" } url ? url : throw new FormatException();

    private static string? FilterOf(string? text) =>
        text is null || FilterExpression.TryParse(text, out _, out _) ? text : throw new FormatException();

    private static T Defined<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value) ? value : throw new FormatException();

    /// <summary>Maps the case away, so that texts can be compared without it.</summary>
    public static string Fold(string text) => text.ToUpperInvariant();
}
