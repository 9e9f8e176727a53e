using System.ComponentModel.DataAnnotations;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Delivery;

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
    /// Gets or sets how many deliveries of one webhook are on their way at once; one at a time while it fails. Default: 8.
    /// </summary>
    [Range(1, 10_000)]
    public int LaneConcurrency { get; set; } = 8;

    /// <summary>
    /// Gets or sets how many attempts are under way at once, without those that take longer than a second; those of failing webhooks
    /// take half of them at most. Default: 512.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxConcurrency { get; set; } = 512;

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
