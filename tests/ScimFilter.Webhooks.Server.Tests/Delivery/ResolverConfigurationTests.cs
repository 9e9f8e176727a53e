using ScimFilter.Webhooks.Server.Delivery.Resolving;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>What resolv.conf(5) says, and which names follow from it.</summary>
public sealed class ResolverConfigurationTests
{
    [Theory]
    [InlineData("", "host", "host.")]
    [InlineData("search a.example b.example", "host", "host.a.example. host.b.example. host.")]
    [InlineData("search a.example", "host.name", "host.name. host.name.a.example.")]
    [InlineData("search a.example", "host.", "host.")]
    [InlineData("search a.example.\noptions ndots:2", "host.name", "host.name.a.example. host.name.")]
    [InlineData("search a.example\noptions ndots:0", "host", "host. host.a.example.")]
    [InlineData("domain a.example", "host", "host.a.example. host.")]
    [InlineData("domain a.example\nsearch b.example", "host", "host.b.example. host.")]
    [InlineData("search 1 2 3 4 5 6 7", "h", "h.1. h.2. h.3. h.4. h.5. h.6. h.")]
    [InlineData("# search c.example\n; search c.example\nsearch\ta.example", "host", "host.a.example. host.")]
    public void The_search_list_and_the_dots_of_a_name_decide_what_is_asked_for(string file, string name, string expected) =>
        Assert.Equal(expected.Split(' '), ResolverConfiguration.Parse(file.Split('\n')).Candidates(name));

    [Fact]
    public void Servers_and_options_have_the_bounds_of_the_system()
    {
        var configuration = ResolverConfiguration.Parse(
        [
            "nameserver 192.0.2.1", "nameserver 2001:db8::1", "nameserver nonsense", "nameserver 192.0.2.3", "nameserver 192.0.2.4",
            "options ndots:99 timeout:99 attempts:99 rotate use-vc unknown:1 ndots:x",
        ]);
        Assert.Equal(["192.0.2.1", "2001:db8::1", "192.0.2.3"], configuration.Servers.Select(server => server.ToString()));
        Assert.Equal(
            (15, TimeSpan.FromSeconds(30), 5, true, true),
            (configuration.Dots, configuration.Timeout, configuration.Attempts, configuration.Rotate, configuration.UseTcp));
    }

    [Fact]
    public async Task A_changed_file_is_read_again_and_a_missing_one_counts_as_empty()
    {
        using var folder = new TemporaryFolder();
        var time = new ObservedTime();
        var system = new SystemNames(folder["hosts"], folder["resolv.conf"], time);
        Assert.Empty(system.Find("name"));
        await File.WriteAllTextAsync(folder["hosts"], "192.0.2.1 name");
        Assert.Empty(system.Find("name"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("192.0.2.1", system.Find("NAME").Single().ToString());
        Assert.Same(system.Configuration, system.Configuration);
        File.Delete(folder["hosts"]);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(system.Find("name"));
    }
}
