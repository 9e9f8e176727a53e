using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Delivery.Lanes;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Telemetry;
using ScimFilter.Webhooks.Server.Tests.Support;
using ScimFilter.Webhooks.Server.Webhooks;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>Which webhooks get to send, and how much.</summary>
public sealed class LaneTableTests : IDisposable
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    private readonly FakeWebhooks _store = new();
    private readonly DeliveryOptions _options = new() { LaneConcurrency = 4, MaxConcurrency = 16, CircuitFailures = 3 };
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LaneTable _lanes;

    public LaneTableTests()
    {
        var directory = new WebhookDirectory(_store, new WebhookMatcher());
        directory.LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
        _lanes = new LaneTable(
            directory, _options, new WebhookMetrics(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()));
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void A_lane_sends_what_is_due_and_more_with_each_answer()
    {
        _lanes.Due(new LaneDue(Key(0), _now.AddSeconds(1)));
        Assert.Empty(Take());
        Assert.Equal(_now.AddSeconds(1), _lanes.NextTime);
        Assert.Equal([new LaneClaim(Key(0), 1)], _lanes.TakeReady(_now.AddSeconds(1), 10));
        LanePass pass = Claim(Key(0), 1, nextDue: _now).Single();
        Assert.Empty(Take());
        Answer(pass);
        Assert.Equal([new LaneClaim(Key(0), 2)], Take());
    }

    [Fact]
    public void What_only_has_to_be_stored_does_not_count_against_the_limit_of_its_lane()
    {
        Warm(Key(0));
        List<LanePass> passes = Post(Key(0), 4);
        Assert.False(_lanes.TryReserve(Key(0), _now));
        Answer(passes[0]);
        Assert.True(_lanes.TryReserve(Key(0), _now));
        Assert.Equal(5, _lanes.UnderWay);
        _lanes.End(passes[0], null);
        Assert.Equal(4, _lanes.UnderWay);
    }

    [Fact]
    public void No_tenant_takes_more_than_it_leaves_free()
    {
        foreach (string tenant in (string[])["t1", "t2", "t3"])
        {
            Enumerable.Range(0, 8).ToList().ForEach(i => Warm(Key(i, tenant)));
        }

        Assert.Equal(8, Reserve("t1"));
        Assert.Equal(4, Reserve("t2"));
        Assert.Equal(2, Reserve("t3"));
        Assert.Equal(14, _lanes.UnderWay);
        Assert.True(_lanes.WantsDeliveries);

        int Reserve(string tenant) => Enumerable.Range(0, 100).Count(i => _lanes.TryReserve(Key(i % 8, tenant), _now));
    }

    [Fact]
    public void Tenants_take_turns_however_many_lanes_one_has()
    {
        for (int i = 0; i < 8; i++)
        {
            _lanes.Due(new LaneDue(Key(i, "t1"), _now));
        }

        _lanes.Due(new LaneDue(Key(0, "t2"), _now));
        Assert.Equal(["t1", "t2"], _lanes.TakeReady(_now, 2).Select(claim => claim.Webhook.TenantId));
    }

    [Fact]
    public void Lanes_that_do_not_answer_fast_leave_half_to_those_that_do()
    {
        Warm(Key(0, "fast"));
        for (int i = 0; i < 20; i++)
        {
            _lanes.Due(new LaneDue(Key(0, $"t{i}"), _now));
        }

        Assert.Equal(8, Take(100).Count);
        _lanes.Due(new LaneDue(Key(0, "fast"), _now));
        Assert.Equal([new LaneClaim(Key(0, "fast"), 4)], Take());
    }

    [Fact]
    public void What_takes_long_gives_its_capacity_to_others_of_its_kind()
    {
        List<LanePass> passes = [.. Enumerable.Range(0, 8).SelectMany(i => Post(Key(0, $"t{i}"), 1))];
        Assert.False(_lanes.TryReserve(Key(0, "t8"), _now));
        _lanes.Due(new LaneDue(Key(0, "t8"), _now));
        Assert.Empty(Take());
        _lanes.Slow(passes[0]);
        Assert.Equal([new LaneClaim(Key(0, "t8"), 1)], Take());

        // One that ends slow gives no capacity back: it had none. Its lane still has one under way at most.
        Claim(Key(0, "t8"), 1, nextDue: null);
        Assert.False(_lanes.TryReserve(Key(0, "t0"), _now));
        _lanes.End(passes[0], null);
        Assert.False(_lanes.TryReserve(Key(0, "t9"), _now));
        Assert.Equal(8, _lanes.UnderWay);
    }

    [Fact]
    public void What_takes_long_is_bounded_and_a_tenant_takes_half_of_it()
    {
        Assert.Equal(64, Hang("t1"));
        Assert.Equal(32, Hang("t2"));
        Assert.Equal(16, Hang("t3"));
        Warm(Key(0, "fast"));
        Assert.True(_lanes.TryReserve(Key(0, "fast"), _now));

        int Hang(string tenant)
        {
            int begun = 0;
            for (; _lanes.TryReserve(new WebhookKey(tenant, $"slow{begun}"), _now); begun++)
            {
                _lanes.Slow(new LanePass(new WebhookKey(tenant, $"slow{begun}")));
            }

            return begun;
        }
    }

    [Fact]
    public void A_lane_that_turns_slow_is_no_longer_among_those_that_answer_fast()
    {
        Warm(Key(0));
        LanePass pass = Post(Key(0), 1).Single();
        _lanes.Slow(pass);
        for (int i = 0; i < 8; i++)
        {
            Post(Key(0, $"t{i}"), 1);
        }

        Assert.False(_lanes.TryReserve(Key(0), _now));
        Answer(pass);
        Assert.True(_lanes.TryReserve(Key(0), _now));
    }

    [Fact]
    public void What_is_new_waits_behind_what_is_due_or_asked_for()
    {
        _lanes.Due(new LaneDue(Key(0), _now));
        Assert.False(_lanes.TryReserve(Key(0), _now));
        LaneClaim claim = Take().Single();
        Assert.False(_lanes.TryReserve(Key(0), _now));
        _lanes.NotClaimed(claim, _now);
        Assert.Equal([claim], Take());
        Claim(Key(0), 0, nextDue: _now.AddMinutes(1));
        Assert.True(_lanes.TryReserve(Key(0), _now));
    }

    [Fact]
    public void A_retry_that_becomes_due_while_others_are_claimed_is_not_forgotten()
    {
        Warm(Key(0));
        LanePass pass = Post(Key(0), 1).Single();
        _lanes.Due(new LaneDue(Key(0), _now));
        Assert.Equal([new LaneClaim(Key(0), 3)], Take());
        _lanes.End(pass, _now.AddSeconds(5));
        Claim(Key(0), 2, nextDue: null);
        Assert.Equal(_now.AddSeconds(5), _lanes.NextTime);
    }

    [Fact]
    public void Capacity_that_is_given_back_leaves_the_lane_as_it_was()
    {
        Assert.True(_lanes.TryReserve(Key(0), _now));
        _lanes.Return(Key(0), null);
        Assert.Equal(0, _lanes.UnderWay);
        Assert.Null(_lanes.NextTime);
        Assert.True(_lanes.TryReserve(Key(1), _now));
        _lanes.Return(Key(1), _now.AddSeconds(1));
        Assert.Equal(_now.AddSeconds(1), _lanes.NextTime);
    }

    [Fact]
    public void Deliveries_are_created_while_some_can_begin_or_so_many_wait_that_new_ones_go_behind()
    {
        Assert.True(_lanes.WantsDeliveries);
        WebhookKey[] keys = [.. Enumerable.Range(0, 16).Select(i => Key(0, $"t{i}"))];
        Array.ForEach(keys, Warm);
        Array.ForEach(keys, key => Post(key, 1));
        Assert.False(_lanes.WantsDeliveries);
        for (int i = 0; i < 16; i++)
        {
            _lanes.Due(new LaneDue(Key(0, $"u{i}"), _now));
        }

        Assert.True(_lanes.WantsDeliveries);
    }

    [Fact]
    public void Nothing_begins_once_the_table_is_closed()
    {
        _lanes.Close();
        Assert.False(_lanes.TryReserve(Key(0), _now));
    }

    [Fact]
    public void A_receiver_that_asks_to_wait_holds_all_deliveries_of_its_lane_and_no_longer_than_the_most()
    {
        LanePass pass = Post(Key(0), 1).Single();
        Answer(pass, status: 429, retryAfter: TimeSpan.FromMinutes(10));
        _lanes.End(pass, _now.AddMinutes(10));
        _lanes.Due(new LaneDue(Key(0), _now));
        Assert.Equal(new LaneHold(_now.AddMinutes(10), LaneHoldReasons.RetryAfter), _lanes.HoldOf(Key(0), _now));
        Assert.Equal(_now.AddMinutes(10), _lanes.NextTime);
        Assert.Empty(Take());
        Assert.False(_lanes.TryReserve(Key(0), _now));
        Assert.Single(_lanes.TakeReady(_now.AddMinutes(10), 10));
        Assert.Null(_lanes.HoldOf(Key(0), _now.AddMinutes(10)));

        Answer(Post(Key(1), 1).Single(), status: 503, retryAfter: TimeSpan.FromDays(30));
        Assert.Equal(_now.AddHours(8), _lanes.HoldOf(Key(1), _now)?.Until);
    }

    [Fact]
    public void A_success_of_what_began_after_a_hold_ends_it_and_one_of_what_began_before_does_not()
    {
        Warm(Key(0));
        List<LanePass> passes = Post(Key(0), 2);
        Answer(passes[0], status: 429, retryAfter: TimeSpan.FromMinutes(10), begun: _now.AddSeconds(1), ended: _now.AddSeconds(2));
        Assert.False(_lanes.Answered(passes[1], Result(Key(0), 200, null, _now.AddSeconds(1), _now.AddSeconds(3))));
        Assert.NotNull(_lanes.HoldOf(Key(0), _now.AddSeconds(3)));
        Assert.True(_lanes.Learn(Result(Key(0), 200, null, _now.AddSeconds(4), _now.AddSeconds(5))));
        Assert.Null(_lanes.HoldOf(Key(0), _now.AddSeconds(5)));
    }

    [Fact]
    public void A_lane_that_is_reset_is_ready_at_once_with_one_delivery()
    {
        Warm(Key(0));
        Answer(Post(Key(0), 1).Single(), status: 429, retryAfter: TimeSpan.FromMinutes(10));
        _lanes.Due(new LaneDue(Key(0), _now));
        _lanes.Reset(Key(0));
        Assert.Equal([new LaneClaim(Key(0), 1)], Take());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(null)]
    public void A_lane_whose_attempts_fail_in_a_row_is_probed_with_one_at_a_time(int? status)
    {
        Warm(Key(0));
        foreach (LanePass pass in Post(Key(0), 3))
        {
            Answer(pass, status);
        }

        _lanes.Due(new LaneDue(Key(0), _now));
        Assert.Equal(new LaneHold(_now.AddSeconds(1), LaneHoldReasons.CircuitOpen), _lanes.HoldOf(Key(0), _now));
        Assert.Empty(Take());
        Assert.Equal([new LaneClaim(Key(0), 1)], _lanes.TakeReady(_now.AddSeconds(1), 10));
        LanePass probe = Claim(Key(0), 1, nextDue: _now).Single();
        Assert.Empty(_lanes.TakeReady(_now.AddSeconds(9), 10));
        _lanes.Answered(probe, Result(Key(0), 200, null, _now.AddSeconds(1), _now.AddSeconds(1)));
        Assert.Equal([new LaneClaim(Key(0), 2)], _lanes.TakeReady(_now.AddSeconds(1), 10));
    }

    [Fact]
    public void Refusals_among_successes_slow_nothing_and_overload_does()
    {
        Warm(Key(0));
        Answer(Post(Key(0), 1).Single(), status: 500);
        Answer(Post(Key(0), 1).Single(), status: 404);
        Assert.Equal(4, Enumerable.Range(0, 10).Count(_ => _lanes.TryReserve(Key(0), _now)));
        Warm(Key(1));
        Answer(Post(Key(1), 1).Single(), status: 502);
        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => _lanes.TryReserve(Key(1), _now)));
        Assert.Null(_lanes.HoldOf(Key(1), _now));
    }

    [Fact]
    public void Times_move_with_a_clock_that_is_set()
    {
        Answer(Post(Key(0), 1).Single(), status: 429, retryAfter: TimeSpan.FromMinutes(10));
        _lanes.Due(new LaneDue(Key(0), _now));
        _lanes.Due(new LaneDue(Key(1), _now.AddSeconds(5)));
        _lanes.Shift(TimeSpan.FromHours(-1));
        Assert.Equal(_now.AddHours(-1).AddSeconds(5), _lanes.NextTime);
        Assert.Equal(_now.AddHours(-1).AddMinutes(10), _lanes.HoldOf(Key(0), _now.AddHours(-1))?.Until);
        Assert.Single(_lanes.TakeReady(_now.AddHours(-1).AddSeconds(5), 10));
    }

    [Fact]
    public void What_was_learnt_is_kept_for_a_while_and_longer_while_it_holds()
    {
        Warm(Key(0));
        LanePass held = Post(Key(1), 1).Single();
        Answer(held, status: 429, retryAfter: TimeSpan.FromHours(1));
        _lanes.End(held, null);
        _lanes.Sweep(_now.AddMinutes(9));
        Assert.Equal(4, Post(Key(0), 4).Count);
        _lanes.Sweep(_now.AddMinutes(59));
        Assert.NotNull(_lanes.HoldOf(Key(1), _now));
        _lanes.Sweep(_now.AddMinutes(61));
        Assert.Null(_lanes.HoldOf(Key(1), _now));
    }

    [Fact]
    public void An_event_that_cannot_be_read_says_nothing_of_its_receiver()
    {
        // More than open the circuit breaker.
        for (int i = 0; i < 10; i++)
        {
            LanePass pass = Post(Key(0), 1).Single();
            AttemptResult result = Result(Key(0), null, null, _now, _now);
            _lanes.Answered(pass, result with { Outcome = new AttemptOutcome { Failure = AttemptFailure.EventUnreadable } });
            _lanes.End(pass, null);
        }

        Assert.Null(_lanes.HoldOf(Key(0), _now));
        Warm(Key(0));
    }

    [Fact]
    public void What_is_disabled_or_gone_is_forgotten_until_somebody_speaks_of_it()
    {
        _lanes.Due(new LaneDue(new WebhookKey("t1", "disabled"), _now));
        _lanes.Due(new LaneDue(new WebhookKey("t1", "gone"), _now));
        Assert.Empty(Take());
        Assert.Null(_lanes.NextTime);
    }

    private static WebhookKey Key(int i, string tenant = "t1") => new(tenant, $"w{i}");

    private static AttemptResult Result(WebhookKey key, int? status, TimeSpan? retryAfter, DateTimeOffset begun, DateTimeOffset ended)
    {
        var outcome = new AttemptOutcome
        {
            StatusCode = status, RetryAfter = retryAfter, Failure = status is null ? AttemptFailure.Connection : AttemptFailure.None,
        };
        var attempt = new Attempt
        {
            Id = Guid.Empty, Webhook = key, EventPosition = 1, EventType = "t", TriggeredAt = begun, Succeeded = outcome.IsSuccess,
            RequestUrl = "",
        };
        return new AttemptResult(attempt, outcome, ended);
    }

    private List<LaneClaim> Take(int limit = 10) => _lanes.TakeReady(_now, limit);

    // As many as are asked for are posted at once.
    private List<LanePass> Post(WebhookKey key, int count) =>
        [.. Enumerable.Range(0, count).Select(_ =>
        {
            Assert.True(_lanes.TryReserve(key, _now));
            return new LanePass(key);
        })];

    // Brings the limit of a lane to the most.
    private void Warm(WebhookKey key)
    {
        for (int count = 1; count <= 4; count++)
        {
            foreach (LanePass pass in Post(key, count))
            {
                Answer(pass);
                _lanes.End(pass, null);
            }
        }
    }

    private void Answer(
        LanePass pass, int? status = 200, TimeSpan? retryAfter = null, DateTimeOffset? begun = null, DateTimeOffset? ended = null) =>
        _lanes.Answered(pass, Result(pass.Webhook, status, retryAfter, begun ?? _now, ended ?? _now));

    private List<LanePass> Claim(WebhookKey key, int count, DateTimeOffset? nextDue)
    {
        var @event = new StoredEvent(1, key.TenantId, new NewEvent("e", "t", EventShape.CloudEvent, default, _now));
        _lanes.Claimed(new ClaimedLane(key, [.. Enumerable.Repeat(new ClaimedDelivery(key, @event, 1, _now), count)], nextDue));
        return [.. Enumerable.Range(0, count).Select(_ => new LanePass(key))];
    }
}
