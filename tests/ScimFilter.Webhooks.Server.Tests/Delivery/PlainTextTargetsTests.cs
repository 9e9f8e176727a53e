using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Server.Delivery.Http;
using ScimFilter.Webhooks.Server.Delivery.Resolving;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>What a caller waits for who writes a webhook whose URL has no encryption.</summary>
public sealed class PlainTextTargetsTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly ObservedTime _time = new();
    private readonly HangingNames _names = new();
    private readonly SilentNames _silent;
    private readonly PlainTextTargets _targets;

    public PlainTextTargetsTests()
    {
        _silent = new SilentNames(_time);
        _targets = new PlainTextTargets(_names, _silent, new AddressPolicy([IPNetwork.Parse("10.0.0.0/8")]), _time);
    }

    public void Dispose() => _silent.Dispose();

    [Fact]
    public async Task A_name_without_an_answer_is_waited_for_once_in_a_while()
    {
        Task<string?> first = FindAsync("t1", "silent");
        _time.Advance(_patience);
        Assert.Contains("within 2 seconds", await first, StringComparison.Ordinal);

        // At once, and without another look-up.
        Assert.Contains("a few seconds ago", await FindAsync("t1", "silent"), StringComparison.Ordinal);
        Assert.Single(_names.Asked);

        // For another tenant it was never asked for.
        _names.Answers["silent"] = [IPAddress.Parse("10.0.0.1")];
        Assert.Null(await FindAsync("t2", "silent"));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await FindAsync("t1", "silent"));
    }

    [Fact]
    public async Task A_few_checks_of_a_tenant_run_at_once_and_other_tenants_do_not_notice()
    {
        Task<string?>[] checks = [.. Enumerable.Range(0, 20).Select(i => FindAsync("t1", $"silent{i}"))];
        Assert.Equal(4, _names.Asked.Count);
        _names.Answers["quick"] = [IPAddress.Parse("10.0.0.1")];
        Assert.Null(await FindAsync("t2", "quick"));
        _time.Advance(_patience);
        string?[] faults = await Task.WhenAll(checks);
        Assert.Equal(4, faults.Count(fault => fault!.Contains("within 2 seconds", StringComparison.Ordinal)));
        Assert.Equal(16, faults.Count(fault => fault!.Contains("was not looked up", StringComparison.Ordinal)));

        // A name that was not looked up is not taken for a silent one.
        _names.Answers["silent19"] = [IPAddress.Parse("10.0.0.1")];
        Assert.Null(await FindAsync("t1", "silent19"));
    }

    [Fact]
    public async Task A_caller_who_goes_away_makes_no_name_silent()
    {
        using var gone = new CancellationTokenSource();
        Task<string?> check = _targets.FindFaultAsync("t1", new Uri("http://slow/"), gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
        _names.Answers["slow"] = [IPAddress.Parse("10.0.0.1")];
        Assert.Null(await FindAsync("t1", "slow"));
    }

    [Fact]
    public async Task Addresses_and_names_with_encryption_need_no_look_up()
    {
        Assert.Null(await _targets.FindFaultAsync("t1", new Uri("http://10.0.0.1/"), CancellationToken.None));
        Assert.Null(await _targets.FindFaultAsync("t1", new Uri("https://silent/"), CancellationToken.None));
        Assert.Empty(_names.Asked);
    }

    private Task<string?> FindAsync(string tenant, string name) =>
        _targets.FindFaultAsync(tenant, new Uri($"http://{name}/"), CancellationToken.None).AsTask();

    private sealed class HangingNames : INameResolver
    {
        public ConcurrentQueue<string> Asked { get; } = [];

        public ConcurrentDictionary<string, ImmutableArray<IPAddress>> Answers { get; } = [];

        public async Task<ImmutableArray<IPAddress>> ResolveAsync(string tenantId, string host, CancellationToken cancellationToken)
        {
            Asked.Enqueue(host);
            if (Answers.TryGetValue(host, out ImmutableArray<IPAddress> known))
            {
                return known;
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
            return [];
        }
    }
}
