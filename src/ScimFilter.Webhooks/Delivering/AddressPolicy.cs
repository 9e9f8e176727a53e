using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ScimFilter.Webhooks.Delivering;

/// <summary>
/// Which addresses events may be sent to, so that nobody can make the sender ask its own network: public ones over https, and whatever an
/// operator allows. To be asked with the address that is connected to, after the name was resolved. Immutable and thread-safe.
/// </summary>
public sealed class AddressPolicy
{
    private static readonly ImmutableArray<IPNetwork> _notPublic =
    [
        // RFC 6890 and its successors, and the metadata service of one cloud that lies among public addresses.
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("168.63.129.16/32"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),

        // Of the addresses that the next one takes in, those that hold an IPv4 address or are no one's.
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20"),
    ];

    private static readonly IPNetwork _globalUnicast = IPNetwork.Parse("2000::/3");

    private readonly ImmutableArray<IPNetwork> _allowed;

    /// <summary>Creates a policy.</summary>
    /// <param name="allowed">Networks that may be sent to besides, also without encryption.</param>
    public AddressPolicy(params IEnumerable<IPNetwork> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        _allowed = [.. allowed];
    }

    /// <summary>Gets the policy that allows no networks besides the public ones.</summary>
    public static AddressPolicy PublicOnly { get; } = new();

    /// <summary>Gets a value indicating whether any target may do without encryption.</summary>
    public bool AllowsPlainText => !_allowed.IsEmpty;

    /// <summary>Decides whether an address may be connected to for a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="address">The address that its name resolved to.</param>
    public bool Allows(Uri target, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(address);
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _allowed.Any(network => network.Contains(plain)) || (target.Scheme == Uri.UriSchemeHttps && IsPublic(plain));
    }

    /// <summary>
    /// Says why a target is refused before anything is resolved; null when it is not, or that shows only when its name is resolved.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <returns>One sentence, or null.</returns>
    public string? Refuse(Uri target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.IsAbsoluteUri || (target.Scheme != Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttp))
        {
            return "The URL must begin with https://.";
        }

        if (target.UserInfo.Length > 0)
        {
            return "The URL must not hold a user or a password.";
        }

        if (target.Host.Length == 0)
        {
            return "The URL must name a host.";
        }

        if (target.Scheme == Uri.UriSchemeHttp && !AllowsPlainText)
        {
            return "The URL must begin with https://; http:// is for networks that an operator allows.";
        }

        IPAddress? address = AddressIn(target.IdnHost);
        return address is null || Allows(target, address) ? null : $"The address {address} is not one that events may be sent to.";
    }

    private static IPAddress? AddressIn(string host)
    {
        bool isLocal = string.Equals(host.TrimEnd('.'), "localhost", StringComparison.OrdinalIgnoreCase);
        return isLocal ? IPAddress.Loopback : IPAddress.TryParse(host, out IPAddress? literal) ? literal : null;
    }

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || (_globalUnicast.Contains(address) && address.ScopeId == 0))
        && !_notPublic.Any(network => network.Contains(address));
}
