using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Delivery;
using ScimFilter.Webhooks.Server.Matching;
using ScimFilter.Webhooks.Server.Telemetry;
using ScimFilter.Webhooks.Server.Tests.Support;
using ScimFilter.Webhooks.Storage;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>Which webhooks get to send, and how much.</summary>
public sealed class LaneTableTests : IDisposable
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    private readonly HealthBook _health = new();
    private readonly FakeWebhooks _store = new();
    private readonly DeliveryOptions _options = new() { LaneConcurrency = 3, MaxConcurrency = 8 };
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LaneTable _lanes;

    public LaneTableTests()
    {
        var directory = new WebhookDirectory(_store, new WebhookMatcher());
        directory.LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
        _lanes = new LaneTable(
            directory, _health, _options, new WebhookMetrics(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()));
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void A_lane_sends_what_is_due_and_no_more_than_it_may()
    {
        _lanes.Due(new LaneDue(Key(0), _now.AddSeconds(1)));
        Assert.Empty(Take());
        Assert.Equal(_now.AddSeconds(1), _lanes.NextReady);
        Assert.Equal([new LaneClaim(Key(0), 3)], _lanes.TakeReady(_now.AddSeconds(1), 10));
        Claim(Key(0), 3, nextDue: _now);
        Assert.Empty(Take());
        _lanes.End(new LaneEnd(Key(0), IsFailing: false, DueAt: null, NotBefore: default));
        Assert.Equal([new LaneClaim(Key(0), 1)], Take());
    }

    [Fact]
    public void All_lanes_together_send_no_more_than_they_may()
    {
        for (int i = 0; i < 4; i++)
        {
            _lanes.Due(new LaneDue(Key(i), _now));
        }

        List<LaneClaim> claims = Take();
        Assert.Equal(8, claims.Sum(claim => claim.Limit));
        claims.ForEach(claim => Claim(claim.Webhook, claim.Limit, nextDue: _now));
        Assert.Equal(8, _lanes.UnderWay);
        Assert.Null(_lanes.NextReady);
        _lanes.End(new LaneEnd(Key(0), IsFailing: false, DueAt: null, NotBefore: default));
        Assert.Equal(1, Take().Sum(claim => claim.Limit));
    }

    [Fact]
    public void A_lane_that_fails_sends_one_at_a_time_and_all_that_fail_leave_half_to_the_others()
    {
        for (int i = 0; i < 6; i++)
        {
            Fail(Key(i));
            _lanes.Due(new LaneDue(Key(i), _now));
        }

        List<LaneClaim> failing = Take();
        Assert.Equal([1, 1, 1, 1], failing.Select(claim => claim.Limit));
        failing.ForEach(claim => Claim(claim.Webhook, 1, nextDue: _now));
        Assert.Empty(Take());
        _lanes.Due(new LaneDue(Key(7), _now));
        Assert.Equal([new LaneClaim(Key(7), 3)], Take());
        Claim(Key(7), 3, nextDue: null);

        // When one ends, those that wait are looked at again.
        _lanes.End(new LaneEnd(failing[0].Webhook, IsFailing: true, DueAt: null, NotBefore: default));
        Assert.Single(Take());
    }

    [Fact]
    public void What_takes_long_takes_no_room_and_what_fails_and_takes_long_leaves_that_of_the_failing()
    {
        Assert.All(Enumerable.Range(0, 8), i => Assert.True(_lanes.TryReserve(Key(i), _now)));
        Assert.False(_lanes.TryReserve(Key(0), _now));
        _lanes.Leave(Key(1));
        Assert.True(_lanes.TryReserve(Key(0), _now));
        Assert.False(_lanes.TryReserve(Key(0), _now));
        Assert.Equal(9, _lanes.UnderWay);

        // One that ends slow gives no room back: it had none.
        _lanes.End(new LaneEnd(Key(1), IsFailing: true, DueAt: null, NotBefore: default) { HasLeft = true });
        Assert.False(_lanes.TryReserve(Key(0), _now));
        Assert.Equal(8, _lanes.UnderWay);
    }

    [Fact]
    public void Failing_lanes_that_wait_for_their_kind_go_on_when_some_take_long()
    {
        for (int i = 0; i < 6; i++)
        {
            Fail(Key(i));
            _lanes.Due(new LaneDue(Key(i), _now));
        }

        List<LaneClaim> failing = Take();
        failing.ForEach(claim => Claim(claim.Webhook, 1, nextDue: null));
        Assert.Empty(Take());
        _lanes.Leave(failing[0].Webhook);
        Assert.Single(Take());
    }

    [Fact]
    public void What_takes_long_is_bounded_too()
    {
        int begun = 0;
        for (int i = 0; _lanes.TryReserve(new WebhookKey("t1", $"slow{i}"), _now); i++)
        {
            _lanes.Leave(new WebhookKey("t1", $"slow{i}"));
            begun++;
        }

        Assert.Equal(9 * 8, begun);
    }

    [Fact]
    public void What_is_new_goes_ahead_while_there_is_room()
    {
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => _lanes.TryReserve(Key(0), _now)));
        Assert.Equal([true, true, true], Enumerable.Range(0, 3).Select(_ => _lanes.TryReserve(Key(1), _now)));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => _lanes.TryReserve(Key(2), _now)));
        Assert.Equal(8, _lanes.UnderWay);
        _lanes.End(new LaneEnd(Key(1), IsFailing: false, DueAt: null, NotBefore: default));
        Assert.True(_lanes.TryReserve(Key(2), _now));
    }

    [Fact]
    public void What_is_new_waits_behind_what_is_due_or_asked_for_and_what_fails()
    {
        _lanes.Due(new LaneDue(Key(0), _now));
        Assert.False(_lanes.TryReserve(Key(0), _now));
        LaneClaim claim = Take().Single();
        Assert.False(_lanes.TryReserve(Key(0), _now));
        _lanes.NotClaimed(claim, _now);
        Assert.Equal([claim], Take());
        Claim(Key(0), 0, nextDue: _now.AddMinutes(1));
        Assert.True(_lanes.TryReserve(Key(0), _now));
        Fail(Key(1));
        Assert.False(_lanes.TryReserve(Key(1), _now));
        Assert.True(_lanes.TryReserve(Key(2), _now));
        _lanes.End(new LaneEnd(Key(2), IsFailing: false, DueAt: null, NotBefore: _now.AddMinutes(1)));
        _lanes.Due(new LaneDue(Key(2), _now.AddMinutes(2)));
        Assert.False(_lanes.TryReserve(Key(0), _now.AddMinutes(1)));
    }

    [Fact]
    public void A_retry_that_becomes_due_while_others_are_claimed_is_not_forgotten()
    {
        Assert.True(_lanes.TryReserve(Key(0), _now));
        _lanes.Due(new LaneDue(Key(0), _now));
        Assert.Equal([new LaneClaim(Key(0), 2)], Take());
        _lanes.End(new LaneEnd(Key(0), IsFailing: false, DueAt: _now.AddSeconds(5), NotBefore: default));
        Claim(Key(0), 2, nextDue: null);
        Assert.Equal(_now.AddSeconds(5), _lanes.NextReady);
    }

    [Fact]
    public void Room_that_is_given_back_leaves_the_lane_as_it_was()
    {
        Assert.True(_lanes.TryReserve(Key(0), _now));
        Assert.True(_lanes.TryReserve(Key(0), _now));
        _lanes.End(new LaneEnd(Key(0), IsFailing: true, DueAt: null, NotBefore: default));
        _lanes.Return(Key(0), null);
        Assert.Equal(0, _lanes.UnderWay);
        Assert.Null(_lanes.NextReady);
        Assert.True(_lanes.TryReserve(Key(1), _now));
        _lanes.Return(Key(1), _now.AddSeconds(1));
        Assert.Equal(_now.AddSeconds(1), _lanes.NextReady);
    }

    [Fact]
    public void Deliveries_are_created_while_some_can_begin_or_so_many_wait_that_new_ones_go_behind()
    {
        Assert.True(_lanes.IsHungry);
        for (int i = 0; i < 8; i++)
        {
            Assert.True(_lanes.TryReserve(Key(i), _now));
        }

        Assert.False(_lanes.IsHungry);
        for (int i = 0; i < 8; i++)
        {
            _lanes.Due(new LaneDue(Key(i), _now));
        }

        Assert.True(_lanes.IsHungry);
    }

    [Fact]
    public void Nothing_begins_once_the_table_is_closed()
    {
        _lanes.Close();
        Assert.False(_lanes.TryReserve(Key(0), _now));
    }

    [Fact]
    public void A_lane_that_is_to_be_left_alone_waits_with_all_its_deliveries()
    {
        _lanes.Due(new LaneDue(Key(0), _now));
        Take();
        Claim(Key(0), 1, nextDue: _now);
        _lanes.End(new LaneEnd(Key(0), IsFailing: true, DueAt: _now.AddMinutes(10), NotBefore: _now.AddMinutes(10)));
        _lanes.Due(new LaneDue(Key(0), _now));
        Assert.Equal(_now.AddMinutes(10), _lanes.NextReady);
        Assert.Empty(Take());
        Assert.Single(_lanes.TakeReady(_now.AddMinutes(10), 10));
    }

    [Fact]
    public void What_is_disabled_or_gone_is_forgotten_until_somebody_speaks_of_it()
    {
        _lanes.Due(new LaneDue(new WebhookKey("t1", "disabled"), _now));
        _lanes.Due(new LaneDue(new WebhookKey("t1", "gone"), _now));
        Assert.Empty(Take());
        Assert.Null(_lanes.NextReady);
    }

    private static WebhookKey Key(int i) => new("t1", $"w{i}");

    private List<LaneClaim> Take() => _lanes.TakeReady(_now, 10);

    private void Fail(WebhookKey key)
    {
        var attempt = new Attempt
        {
            Id = Guid.Empty, Webhook = key, EventPosition = 1, EventType = "t", TriggeredAt = _now, Succeeded = false, RequestUrl = "",
        };
        _health.Note(key, new AttemptResult(attempt, default, _now));
    }

    private void Claim(WebhookKey key, int count, DateTimeOffset? nextDue)
    {
        var @event = new StoredEvent(1, key.TenantId, new NewEvent("e", "t", EventShape.CloudEvent, default, _now));
        _lanes.Claimed(new ClaimedLane(key, [.. Enumerable.Repeat(new ClaimedDelivery(key, @event, 1, _now), count)], nextDue));
    }
}
