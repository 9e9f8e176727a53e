using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Resolving;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>Names and their addresses, asked for at a DNS server of the test's own.</summary>
public sealed class DnsNameResolverTests : IDisposable
{
    private readonly DnsTestServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ObservedTime _time = new();
    private readonly DnsOptions _options;
    private readonly Lazy<(DnsNameResolver Resolver, NameCache Cache)> _made;

    public DnsNameResolverTests()
    {
        _options = new DnsOptions { Servers = [_server.EndPoint.ToString()], TenantConcurrency = 2, MaxConcurrency = 3 };
        _made = new(Make);
    }

    public void Dispose()
    {
        if (_made.IsValueCreated)
        {
            _made.Value.Cache.Dispose();
        }

        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Addresses_of_both_families_are_found_with_ipv4_first()
    {
        _server.Answering = (name, type) =>
            type == DnsTestServer.A ? new DnsTestAnswer().With(name, "192.0.2.1") : new DnsTestAnswer().With(name, "2001:db8::1");
        Assert.Equal(["192.0.2.1", "2001:db8::1"], await FindAsync("both.example"));
        Assert.Equal(
            [("both.example", DnsTestServer.A), ("both.example", DnsTestServer.Aaaa)],
            _server.Questions.OrderBy(question => question.Type));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("::ffff:10.0.0.1", "::ffff:10.0.0.1")]
    [InlineData("localhost", "127.0.0.1 ::1")]
    [InlineData("LOCALHOST.", "127.0.0.1 ::1")]
    [InlineData("a.localhost", "127.0.0.1 ::1")]
    [InlineData("listed", "192.0.2.8 2001:db8::8")]
    [InlineData("Listed.Example", "192.0.2.8")]
    [InlineData("listed.example.", "192.0.2.8")]
    public async Task Addresses_and_what_this_machine_knows_need_no_server(string host, string expected)
    {
        await File.WriteAllTextAsync(
            _folder["hosts"], "# comment\n192.0.2.8\tlisted listed.example # more\n2001:db8::8 listed\nnot-an-address x\n");
        Assert.Equal(expected.Split(' '), await FindAsync(host));
        Assert.Empty(_server.Questions);
    }

    [Theory]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("XN--BCHER-KVA.Example", "xn--bcher-kva.example")]
    [InlineData("_service.example", "_service.example")]
    public async Task Names_are_asked_for_in_ascii_and_lower_case(string host, string asked)
    {
        _server.Answering = V4("192.0.2.1");
        Assert.Equal(["192.0.2.1"], await FindAsync(host));
        Assert.All(_server.Questions, question => Assert.Equal(asked, question.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..example")]
    [InlineData("a b.example")]
    [InlineData("a/b")]
    [InlineData("LABEL-OF-64")]
    [InlineData("NAME-OF-300")]
    public async Task What_is_not_a_name_is_not_asked_for(string host)
    {
        host = host switch
        {
            "LABEL-OF-64" => new string('a', 64) + ".example",
            "NAME-OF-300" => string.Concat(Enumerable.Repeat("abcdefghi.", 30)) + "example",
            _ => host,
        };
        await RefusedAsync(host, "it is not a host name");
        Assert.Empty(_server.Questions);
    }

    [Fact]
    public async Task An_answer_is_cached_for_as_long_as_it_says()
    {
        _server.Answering = V4("192.0.2.1", timeToLive: 30);
        await FindAsync("cached.example");
        _time.Advance(TimeSpan.FromSeconds(29));
        await FindAsync("cached.example");
        await FindAsync("CACHED.example", tenant: "t2");
        Assert.Equal(2, _server.Questions.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        await FindAsync("cached.example");
        Assert.Equal(4, _server.Questions.Count);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(-1, 5)]
    [InlineData(1_000_000, 3_600)]
    public async Task The_time_in_the_cache_has_bounds(int timeToLive, int seconds)
    {
        _server.Answering = V4("192.0.2.1", timeToLive);
        await FindAsync("bounds.example");
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        await FindAsync("bounds.example");
        Assert.Equal(2, _server.Questions.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        await FindAsync("bounds.example");
        Assert.Equal(4, _server.Questions.Count);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10_000, 60)]
    [InlineData(null, 5)]
    public async Task The_absence_of_a_name_is_cached(int? minimum, int seconds)
    {
        _server.Answering = (_, _) =>
            minimum is { } value ? new DnsTestAnswer { Code = 3 }.WithAuthority(value) : new DnsTestAnswer { Code = 3 };
        await RefusedAsync("absent.example", "it does not exist, or has no address");
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        await RefusedAsync("absent.example", "it does not exist, or has no address");
        Assert.Equal(2, _server.Questions.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        _server.Answering = V4("192.0.2.1");
        Assert.Equal(["192.0.2.1"], await FindAsync("absent.example"));
    }

    [Fact]
    public async Task The_cache_forgets_names_when_it_is_full()
    {
        _options.CacheSize = 10;
        _server.Answering = V4("192.0.2.1", timeToLive: 3_000);
        for (int i = 0; i < 200; i++)
        {
            await FindAsync($"n{i}.example");
        }

        Assert.InRange(_made.Value.Cache.Count, 0, 10);
    }

    [Fact]
    public async Task Equal_look_ups_are_one()
    {
        using var answering = new ManualResetEventSlim();
        _server.Answering = (name, type) =>
        {
            answering.Wait();
            return V4("192.0.2.1")(name, type);
        };
        Task<string[]>[] all = [.. Enumerable.Range(0, 50).Select(_ => FindAsync("same.example"))];
        answering.Set();
        Assert.All(await Task.WhenAll(all), found => Assert.Equal(["192.0.2.1"], found));
        Assert.Equal(2, _server.Questions.Count);
    }

    [Fact]
    public async Task A_silent_server_ends_a_look_up_after_its_time()
    {
        Task<string[]> finding = FindAsync("silent.example");
        await _server.AskedAsync("silent.example");
        _time.Advance(TimeSpan.FromSeconds(5));
        var exception = await Assert.ThrowsAsync<NameResolutionException>(() => finding);
        Assert.Equal("The name silent.example was not resolved: no DNS server answered within 5 seconds.", exception.Message);
    }

    [Fact]
    public async Task A_caller_can_leave_before_the_look_up_ends()
    {
        using var leaving = new CancellationTokenSource();
        Task<string[]> leaver = FindAsync("silent.example", cancellationToken: leaving.Token);
        Task<string[]> stayer = FindAsync("silent.example");
        await _server.AskedAsync("silent.example");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        Assert.False(stayer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<NameResolutionException>(() => stayer);
    }

    [Fact]
    public async Task A_tenant_with_silent_names_leaves_room_for_others()
    {
        _server.Answering = (name, type) => name.StartsWith("silent", StringComparison.Ordinal) ? null : V4("192.0.2.1")(name, type);
        Task<string[]>[] silent = [.. Enumerable.Range(0, 60).Select(i => FindAsync($"silent{i}.example"))];
        await _server.AskedAsync("silent1.example");
        Assert.Equal(["192.0.2.1"], await FindAsync("good.example", tenant: "t2"));
        Assert.Equal(3, _server.Questions.Select(question => question.Name).Distinct(StringComparer.Ordinal).Count());

        // Those that run end with the time, and so do those that wait.
        _time.Advance(TimeSpan.FromSeconds(5));
        foreach (Task<string[]> finding in silent[..2])
        {
            await Assert.ThrowsAsync<NameResolutionException>(() => finding);
        }

        var exception = await Assert.ThrowsAsync<NameResolutionException>(() => silent[59]);
        Assert.EndsWith("too many other names of the tenant are being resolved.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_answers_for_ipv4_only_holds_nothing_up()
    {
        _server.Answering = (name, type) => type == DnsTestServer.A ? new DnsTestAnswer().With(name, "192.0.2.1") : null;
        Task<string[]> finding = FindAsync("half.example");
        await _time.PassAsync(TimeSpan.FromMilliseconds(250));
        Assert.Equal(["192.0.2.1"], await finding);
    }

    [Fact]
    public async Task A_long_answer_comes_over_tcp_and_has_a_bound()
    {
        _server.Answering = (name, type) =>
        {
            var answer = new DnsTestAnswer { IsLong = true };
            for (int i = 0; i < 2_000 && type == DnsTestServer.A; i++)
            {
                answer.With(name, $"192.0.{i / 256}.{i % 256}");
            }

            return answer;
        };
        string[] found = await FindAsync("long.example");
        Assert.Equal([.. Enumerable.Range(0, DnsAnswerReading.MaxAddresses).Select(i => $"192.0.0.{i}")], found);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(8, true)]
    [InlineData(9, false)]
    [InlineData(-1, false)]
    public async Task Aliases_are_followed_up_to_a_bound(int aliases, bool isFound)
    {
        _server.Answering = (_, type) =>
        {
            var answer = new DnsTestAnswer();
            for (int i = 0; i < aliases; i++)
            {
                answer.WithAlias($"a{i}.example", $"a{i + 1}.example");
            }

            return aliases < 0 ? answer.WithAlias("a0.example", "a1.example").WithAlias("a1.example", "a0.example")
                : type == DnsTestServer.A ? answer.With($"a{aliases}.example", "192.0.2.1")
                : answer;
        };
        if (isFound)
        {
            Assert.Equal(["192.0.2.1"], await FindAsync("a0.example"));
        }
        else
        {
            await RefusedAsync("a0.example", "the DNS servers could not answer");
        }
    }

    [Fact]
    public async Task Records_of_other_names_do_not_count()
    {
        _server.Answering = (_, _) => new DnsTestAnswer().With("other.example", "192.0.2.66").With("other.example", "2001:db8::66");
        await RefusedAsync("mine.example", "it does not exist, or has no address");
    }

    [Fact]
    public async Task An_answer_to_another_question_does_not_count()
    {
        _server.Answering = (_, _) => new DnsTestAnswer { Question = [.. DnsTestServer.NameOf("other.example"), 0, 1, 0, 1] }
            .With("mine.example", "192.0.2.66");
        await RefusedAsync("mine.example", "the DNS servers could not answer");
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xC0 })]
    [InlineData(new byte[] { 0xC0, 0xFF, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4 })]
    [InlineData(new byte[] { 3, 65, 65 })]
    [InlineData(new byte[] { 0xC0, 0x0C, 0, 1, 0, 1, 0, 0, 0, 9, 0xFF, 0xFF, 1, 2, 3, 4 })]
    public async Task What_is_no_dns_message_is_a_failure(byte[] raw)
    {
        _server.Answering = (_, _) => new DnsTestAnswer { Raw = raw };
        await Assert.ThrowsAsync<NameResolutionException>(() => FindAsync("garbage.example"));
    }

    [Fact]
    public async Task A_server_that_fails_is_not_asked_again_at_once()
    {
        _server.Answering = (_, _) => new DnsTestAnswer { Code = 2 };
        await RefusedAsync("failing.example", "the DNS servers could not answer");
        int asked = _server.Questions.Count;
        await RefusedAsync("failing.example", "the DNS servers could not answer");
        Assert.Equal(asked, _server.Questions.Count);
    }

    private static Func<string, ushort, DnsTestAnswer?> V4(string address, int timeToLive = 60) => (name, type) =>
        type == DnsTestServer.A ? new DnsTestAnswer().With(name, address, timeToLive) : new DnsTestAnswer();

    private async Task RefusedAsync(string host, string reason)
    {
        var exception = await Assert.ThrowsAsync<NameResolutionException>(() => FindAsync(host));
        Assert.Equal($"The name {host} was not resolved: {reason}.", exception.Message);
    }

    private async Task<string[]> FindAsync(string host, string tenant = "t1", CancellationToken cancellationToken = default) =>
        [.. (await _made.Value.Resolver.ResolveAsync(tenant, host, cancellationToken)).Select(address => address.ToString())];

    private (DnsNameResolver Resolver, NameCache Cache) Make()
    {
        var system = new SystemNames(_folder["hosts"], _folder["resolv.conf"], _time);
        var cache = new NameCache(_options, _time);
        var lookup = new DnsLookup(new DnsServers(_options, system), system, _time);
        return (new DnsNameResolver(lookup, system, cache, _options, _time), cache);
    }
}
