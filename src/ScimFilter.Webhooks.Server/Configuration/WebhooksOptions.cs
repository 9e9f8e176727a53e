using System.ComponentModel.DataAnnotations;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>The section <c>Webhooks</c> of the configuration. Every default is documented in the README of the server.</summary>
internal sealed class WebhooksOptions
{
    public const string Section = "Webhooks";

    /// <summary>Gets or sets where the database and the generated key are. Default: a folder of the user who runs the server.</summary>
    public string? DataFolder { get; set; }

    /// <summary>Gets or sets the keys of callers. Without any, the first start makes one.</summary>
    public List<ApiKeyOptions> ApiKeys { get; set; } = [];

    /// <summary>Gets or sets who else may issue tokens.</summary>
    public List<JwtIssuerOptions> Jwt { get; set; } = [];

    /// <summary>Gets or sets networks in CIDR notation that events may be sent to besides public ones, also over http.</summary>
    public List<string> AllowedNetworks { get; set; } = [];

    /// <summary>
    /// Gets or sets networks in CIDR notation of proxies, besides this machine, whose <c>X-Forwarded-Proto</c> and <c>-Host</c> are
    /// believed.
    /// </summary>
    public List<string> Proxies { get; set; } = [];

    /// <summary>
    /// Gets or sets the key of 32 bytes, in Base64, that secrets are encrypted with. Without it, the first start makes one in the data
    /// folder.
    /// </summary>
    public string? EncryptionKey { get; set; }

    /// <summary>Gets or sets a value indicating whether answers show secrets of webhooks. Default: false.</summary>
    public bool ExposeSecrets { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether webhooks may ask for event types that are not in the catalogue. Default: false.
    /// </summary>
    public bool AcceptUnknownEventTypes { get; set; }

    /// <summary>
    /// Gets or sets the file of the schema that filters are checked against, a resource of RFC 7643 section 7. Default: the schema of Qlik
    /// Cloud's webhooks.
    /// </summary>
    public string? FilterSchema { get; set; }

    /// <summary>Gets or sets a value indicating whether the catalogue has the event types of Qlik Cloud. Default: true.</summary>
    public bool BuiltInEventTypes { get; set; } = true;

    /// <summary>Gets or sets event types that the catalogue has besides the built-in ones.</summary>
    public List<EventTypeOptions> EventTypes { get; set; } = [];

    /// <summary>Gets or sets how many webhooks a user may create. Default: 150.</summary>
    [Range(1, 1_000_000)]
    public int QuotaPerUser { get; set; } = 150;

    /// <summary>Gets or sets how many webhooks a tenant may have. Default: 1,000.</summary>
    [Range(1, 1_000_000)]
    public int QuotaPerTenant { get; set; } = 1_000;

    /// <summary>
    /// Gets or sets how many reading requests a user may make per minute, judged over five minutes; 0: any number. Default: 1,000.
    /// </summary>
    [Range(0, 1_000_000)]
    public int Tier1PerMinute { get; set; } = 1_000;

    /// <summary>
    /// Gets or sets how many writing requests a user may make per minute, judged over five minutes; 0: any number. Default: 100.
    /// </summary>
    [Range(0, 1_000_000)]
    public int Tier2PerMinute { get; set; } = 100;

    /// <summary>
    /// Gets or sets how long a secret that was replaced goes on signing beside the new one, with Standard Webhooks. Default: one day.
    /// </summary>
    [DurationRange("0s", "30d")]
    public TimeSpan SecretOverlap { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Gets or sets how long events, deliveries and attempts are kept. Default: 7 days.</summary>
    [DurationRange("1m", "3650d")]
    public TimeSpan History { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets how long duplicates of events are known. Default: 14 days.</summary>
    [DurationRange("1m", "3650d")]
    public TimeSpan EventIds { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Gets or sets what may come in.</summary>
    public IntakeOptions Intake { get; set; } = new();

    /// <summary>Gets or sets what a replay may take.</summary>
    public ReplayOptions Replay { get; set; } = new();

    /// <summary>Gets or sets how events are sent.</summary>
    public DeliveryOptions Delivery { get; set; } = new();

    /// <summary>Gets or sets how the names of receivers are resolved.</summary>
    public DnsOptions Dns { get; set; } = new();
}
