using System.Collections.Immutable;
using System.Net;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>What the system says about names: its hosts file and the configuration of its resolver, as they are now. Thread-safe.</summary>
internal sealed class SystemNames(string hostsPath, string configurationPath, TimeProvider time)
{
    private readonly WatchedFile<HostsFile> _hosts = new(hostsPath, HostsFile.Parse, time);
    private readonly WatchedFile<ResolverConfiguration> _configuration = new(configurationPath, ResolverConfiguration.Parse, time);

    /// <summary>Creates it over the files of this system.</summary>
    public SystemNames(TimeProvider time)
        : this(HostsFile.SystemPath, ResolverConfiguration.SystemPath, time)
    {
    }

    /// <summary>Gets the configuration; the same instance until the file changes.</summary>
    public ResolverConfiguration Configuration => _configuration.Value;

    /// <summary>Gives the addresses that need no DNS: of <c>localhost</c> (RFC 6761, section 6.3) and of names in the hosts file.</summary>
    public ImmutableArray<IPAddress> Find(string name)
    {
        string plain = name.TrimEnd('.');
        bool isLocal = string.Equals(plain, "localhost", StringComparison.OrdinalIgnoreCase)
            || plain.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return isLocal ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : _hosts.Value.Find(plain);
    }
}
