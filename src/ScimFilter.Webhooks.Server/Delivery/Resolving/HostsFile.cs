using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>The names of a <c>hosts</c> file: lines of an address and its names, <c>#</c> begins a comment (hosts(5)). Immutable.</summary>
internal sealed class HostsFile
{
    private readonly FrozenDictionary<string, ImmutableArray<IPAddress>> _addresses;

    private HostsFile(IEnumerable<(string Name, IPAddress Address)> entries) =>
        _addresses = entries.GroupBy(entry => entry.Name, entry => entry.Address, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToImmutableArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets where the system has its file.</summary>
    public static string SystemPath { get; } = OperatingSystem.IsWindows()
        ? Path.Combine(Environment.SystemDirectory, "drivers", "etc", "hosts")
        : "/etc/hosts";

    /// <summary>Reads the lines of a file; those that are not understood are skipped, as the system does.</summary>
    public static HostsFile Parse(IEnumerable<string> lines) => new(lines.SelectMany(Entries));

    /// <summary>Gives the addresses of a name, in the order of the file; none if it does not name it.</summary>
    public ImmutableArray<IPAddress> Find(string name) => _addresses.GetValueOrDefault(name, []);

    private static IEnumerable<(string, IPAddress)> Entries(string line)
    {
        string[] words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && IPAddress.TryParse(words[0], out IPAddress? address)
            ? words.Skip(1).Select(name => (name.TrimEnd('.'), address))
            : [];
    }
}
