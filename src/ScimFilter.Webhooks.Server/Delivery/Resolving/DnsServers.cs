using System.Net;
using DnsClient;
using ScimFilter.Webhooks.Server.Configuration;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>
/// The client for the DNS servers that are in force: those of the options, else those of the system. They are the operator's choice, so
/// their addresses are not judged. Thread-safe.
/// </summary>
internal sealed class DnsServers(DnsOptions options, SystemNames system)
{
    private const int Port = 53;

    // A datagram of this size passes everywhere without fragments (DNS flag day 2020); a longer answer comes over TCP.
    private const int MaxDatagram = 1_232;

    private readonly Lock _lock = new();
    private ResolverConfiguration? _configuration;
    private LookupClient? _client;

    public ILookupClient Client
    {
        get
        {
            lock (_lock)
            {
                ResolverConfiguration configuration = system.Configuration;
                if (_client is null || !ReferenceEquals(configuration, _configuration))
                {
                    (_configuration, _client) = (configuration, ClientOf(configuration));
                }

                return _client;
            }
        }
    }

    private LookupClient ClientOf(ResolverConfiguration configuration)
    {
        NameServer[] servers = [.. ServersOf(configuration)];

        // Each server gets its share of the time, so that a silent one leaves time for the next.
        TimeSpan share = options.Timeout / (servers.Length * configuration.Attempts);
        return new LookupClient(new LookupClientOptions(servers)
        {
            Timeout = share < configuration.Timeout ? share : configuration.Timeout,
            Retries = configuration.Attempts - 1,
            UseRandomNameServer = configuration.Rotate,
            UseTcpOnly = configuration.UseTcp,
            ExtendedDnsBufferSize = MaxDatagram,

            // An empty answer is an answer. Caching is done outside, with a bound.
            ContinueOnEmptyResponse = false,
            UseCache = false,
        });
    }

    private IEnumerable<NameServer> ServersOf(ResolverConfiguration configuration)
    {
        if (options.Servers.Count > 0)
        {
            return options.Servers.Select(EndPointOf).Select(server => new NameServer(server));
        }

        if (configuration.Servers.Length > 0)
        {
            return configuration.Servers.Select(server => new NameServer(new IPEndPoint(server, Port)));
        }

        // Without any, resolv.conf(5) means the server of this machine. A public server is never asked unless an operator names it.
        return OperatingSystem.IsWindows()
            ? NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false).DefaultIfEmpty(LocalServer)
            : [LocalServer];
    }

    private static NameServer LocalServer => new(new IPEndPoint(IPAddress.Loopback, Port));

    private static IPEndPoint EndPointOf(string server)
    {
        IPEndPoint parsed = IPEndPoint.Parse(server);
        return parsed.Port == 0 ? new IPEndPoint(parsed.Address, Port) : parsed;
    }
}
