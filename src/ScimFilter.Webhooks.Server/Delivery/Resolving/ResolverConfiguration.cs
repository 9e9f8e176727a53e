using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace ScimFilter.Webhooks.Server.Delivery.Resolving;

/// <summary>
/// What a <c>resolv.conf</c> says: servers, search list, and the options <c>ndots</c>, <c>timeout</c>, <c>attempts</c>, <c>rotate</c> and
/// <c>use-vc</c>, with the bounds of resolv.conf(5). Immutable.
/// </summary>
internal sealed record ResolverConfiguration
{
    public const string SystemPath = "/etc/resolv.conf";

    private const int MaxServers = 3;
    private const int MaxSearched = 6;

    public ImmutableArray<IPAddress> Servers { get; private init; } = [];

    public ImmutableArray<string> Search { get; private init; } = [];

    /// <summary>Gets how many dots a name must have to be asked for as it is before the search list is tried.</summary>
    public int Dots { get; private init; } = 1;

    /// <summary>Gets how long a server may take for an answer, if the time of the whole look-up allows it.</summary>
    public TimeSpan Timeout { get; private init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how often each server is asked.</summary>
    public int Attempts { get; private init; } = 2;

    public bool Rotate { get; private init; }

    public bool UseTcp { get; private init; }

    /// <summary>Reads the lines of a file; those that are not understood are skipped, as the system does.</summary>
    public static ResolverConfiguration Parse(IEnumerable<string> lines)
    {
        var result = new ResolverConfiguration();
        foreach (string line in lines)
        {
            string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            result = words switch
            {
                ["nameserver", var server, ..] when IPAddress.TryParse(server, out IPAddress? address) =>
                    result with { Servers = [.. result.Servers.Add(address).Take(MaxServers)] },
                ["domain" or "search", .. var domains] =>
                    result with { Search = [.. domains.Select(domain => domain.Trim('.')).Where(IsNotEmpty).Take(MaxSearched)] },
                ["options", .. var options] => options.Aggregate(result, Option),
                _ => result,
            };
        }

        return result;
    }

    /// <summary>
    /// Gives the names to ask for, in their order: the name as it is first if it has enough dots, else last; a name that ends in a dot as
    /// it is only.
    /// </summary>
    public IEnumerable<string> Candidates(string name)
    {
        if (name.EndsWith('.'))
        {
            return [name];
        }

        IEnumerable<string> searched = Search.Select(domain => $"{name}.{domain}.");
        return name.Count(character => character == '.') >= Dots ? searched.Prepend(name + '.') : searched.Append(name + '.');
    }

    private static ResolverConfiguration Option(ResolverConfiguration result, string option) => option.Split(':') switch
    {
        ["ndots", var value] when Number(value) is { } dots => result with { Dots = Math.Min(dots, 15) },
        ["timeout", var value] when Number(value) is { } seconds =>
            result with { Timeout = TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 30)) },
        ["attempts", var value] when Number(value) is { } attempts => result with { Attempts = Math.Clamp(attempts, 1, 5) },
        ["rotate"] => result with { Rotate = true },
        ["use-vc"] => result with { UseTcp = true },
        _ => result,
    };

    private static bool IsNotEmpty(string domain) => domain.Length > 0;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
