using System.ComponentModel.DataAnnotations;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>What a replay may take.</summary>
internal sealed class ReplayOptions
{
    /// <summary>
    /// Gets or sets how many events of the tenant a replay examines at most; a longer period is refused. Default: 100,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxEvents { get; set; } = 100_000;
}
