using System.ComponentModel.DataAnnotations;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>How events are sent.</summary>
internal sealed class DeliveryOptions
{
    /// <summary>Gets or sets how long a receiver may take for its answer. Default: 30 seconds.</summary>
    [DurationRange("1s", "10m")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the shape of events for webhooks that do not ask for CloudEvents. Default: both at once.</summary>
    public EventShape Shape { get; set; } = EventShape.Both;

    /// <summary>Gets or sets a value indicating whether the headers of Standard Webhooks are sent besides. Default: false.</summary>
    public bool StandardWebhooks { get; set; }

    /// <summary>
    /// Gets or sets how many deliveries of one webhook are posted at once, at most: how many are is found by how its receiver answers,
    /// from one on. Range: 1 to <see cref="MaxConcurrency"/>. Default: 128.
    /// </summary>
    [Range(1, 10_000)]
    public int LaneConcurrency { get; set; } = 128;

    /// <summary>
    /// Gets or sets how many attempts are under way at once, without those that take longer than 200 ms, of which there may be eight times
    /// as many. Range: 1 to 10,000. Default: 512.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxConcurrency { get; set; } = 512;

    /// <summary>
    /// Gets or sets how many attempts in a row must fail before only probes are sent to a webhook. Range: 1 to 1,000. Default: 10.
    /// </summary>
    [Range(1, 1_000)]
    public int CircuitFailures { get; set; } = 10;

    /// <summary>Gets or sets the time before the first probe. Range: 0.1 s to <see cref="CircuitMaxDelay"/>. Default: 1 second.</summary>
    [DurationRange("100ms", "1h")]
    public TimeSpan CircuitDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets the longest time between probes, to which it doubles while there is no answer. Range: 0.1 s to 1 hour. Default: 1
    /// minute.
    /// </summary>
    [DurationRange("100ms", "1h")]
    public TimeSpan CircuitMaxDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets the longest <c>Retry-After</c> that is honoured; a longer one counts as this. Range: 0 to 1 day. Default: 8 hours.
    /// </summary>
    [DurationRange("0s", "1d")]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromHours(8);

    /// <summary>Gets or sets the times before further attempts. Default: those of the package, about a day in all.</summary>
    [DurationRange("100ms", "30d")]
    public List<TimeSpan> RetryDelays { get; set; } = [];

    /// <summary>Gets or sets for how long every attempt must have failed before a webhook is disabled. Default: 5 days.</summary>
    [DurationRange("1s", "365d")]
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>Gets or sets how many attempts must have failed besides. Default: 10.</summary>
    [Range(1, 1_000_000)]
    public int DisableAfterFailures { get; set; } = 10;

    /// <summary>Gets or sets how many bytes of an answer's body are kept. Default: 16 KiB.</summary>
    [Range(0, 1 << 20)]
    public int MaxResponseBytes { get; set; } = 16 << 10;

    /// <summary>Gets or sets how long deliveries on their way may take to end when the server is stopped. Default: 30 seconds.</summary>
    [DurationRange("0s", "10m")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long a claim lasts: longer than any attempt.</summary>
    public TimeSpan Lease => Timeout + TimeSpan.FromSeconds(30);
}
