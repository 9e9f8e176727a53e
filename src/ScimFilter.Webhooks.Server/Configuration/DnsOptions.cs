using System.ComponentModel.DataAnnotations;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>How the names of receivers are resolved. Times are positive.</summary>
internal sealed class DnsOptions
{
    /// <summary>
    /// Gets or sets the DNS servers, each as <c>address</c> or <c>address:port</c>. Default: those of <c>/etc/resolv.conf</c>, or of the
    /// system's network interfaces where that file does not exist.
    /// </summary>
    public List<string> Servers { get; set; } = [];

    /// <summary>
    /// Gets or sets how long the resolution of a name may take, all its queries together. Range: 100 milliseconds to one minute. Default:
    /// 5 seconds.
    /// </summary>
    [DurationRange("100ms", "1m")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how many names are resolved at once. Range: 1 to 10,000. Default: 512.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrency { get; set; } = 512;

    /// <summary>Gets or sets how many names of one tenant are resolved at once. Range: 1 to 10,000. Default: 32.</summary>
    [Range(1, 10_000)]
    public int TenantConcurrency { get; set; } = 32;

    /// <summary>Gets or sets how many names are cached. Range: 1 to 1,000,000. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int CacheSize { get; set; } = 10_000;

    /// <summary>Gets or sets the shortest time that an answer is cached for. Range: 1 second to one hour. Default: 5 seconds.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan MinCacheTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the longest time that an answer is cached for. Range: 1 second to one day. Default: 1 hour.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan MaxCacheTime { get; set; } = TimeSpan.FromHours(1);
}
