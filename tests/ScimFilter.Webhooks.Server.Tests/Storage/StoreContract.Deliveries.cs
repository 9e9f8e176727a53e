using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Deliveries and attempts.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Claims_do_not_overlap()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", [.. Enumerable.Range(0, 40).Select(i => $"e{i:00}")], "w1");
        ClaimedLane[] lanes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ClaimAsync(key, 7)));
        string[] claimed = [.. lanes.SelectMany(IdsOf)];
        Assert.Equal(40, claimed.Length);
        Assert.Equal(40, claimed.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_claim_takes_what_is_due_and_says_when_the_next_is()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1", "e2", "e3"], "w1");
        ClaimedLane first = await ClaimAsync(key, 2);
        Assert.Equal(["e1", "e2"], IdsOf(first));
        Assert.Equal(Start, first.NextDue);
        await CompleteAsync(first.Deliveries[0], DeliveryEnd.Retry, Start, Start.AddMinutes(5));
        ClaimedLane second = await ClaimAsync(key, 10, Start.AddMinutes(4));
        Assert.Equal(["e3"], IdsOf(second));
        Assert.Equal(Start.AddMinutes(5), second.NextDue);
        ClaimedLane third = await ClaimAsync(key, 10, Start.AddMinutes(5));
        Assert.Equal(("e1", 2), (third.Deliveries[0].Event.Content.Id, third.Deliveries[0].Attempt));
        Assert.Null(third.NextDue);
    }

    [Fact]
    public async Task What_is_due_is_told_for_each_webhook_also_after_a_restart()
    {
        WebhookKey one = await AddAsync(NewWebhook("w1"));
        WebhookKey other = await AddAsync(NewWebhook("w1", "t2"));
        await AddAsync(NewWebhook("idle"));
        await MatchAsync("t1", ["e1", "e2"], "w1");
        await MatchAsync("t2", ["e1"], "w1");
        ClaimedLane lane = await ClaimAsync(other, 1);
        await CompleteAsync(lane.Deliveries[0], DeliveryEnd.Retry, Start, Start.AddHours(1));
        await ReopenAsync();
        LaneDue[] due = [.. (await Deliveries.ReadDueAsync(CancellationToken.None)).OrderBy(lane => lane.DueAt)];
        Assert.Equal([new LaneDue(one, Start), new LaneDue(other, Start.AddHours(1))], due);
    }

    [Fact]
    public async Task A_lease_that_ends_gives_the_delivery_back_and_no_other_does()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1"], "w1");
        await ClaimAsync(key, 1);
        await ReopenAsync();
        Assert.Equal(0, await Deliveries.ReturnExpiredAsync(Start.AddSeconds(59), CancellationToken.None));
        Assert.Empty((await ClaimAsync(key, 1, Start.AddSeconds(59))).Deliveries);
        Assert.Equal(1, await Deliveries.ReturnExpiredAsync(Start.AddSeconds(60), CancellationToken.None));
        Assert.Equal(1, Assert.Single((await ClaimAsync(key, 1, Start.AddSeconds(61))).Deliveries).Attempt);
    }

    [Fact]
    public async Task Who_has_lost_the_lease_changes_nothing_but_the_record_of_the_attempt()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1"], "w1");
        ClaimedDelivery late = (await ClaimAsync(key, 1)).Deliveries[0];
        await Deliveries.ReturnExpiredAsync(Start.AddMinutes(1), CancellationToken.None);
        ClaimedDelivery holder = (await ClaimAsync(key, 1, Start.AddMinutes(1))).Deliveries[0];
        await CompleteAsync(late, DeliveryEnd.Delivered, Start.AddMinutes(2));
        await Deliveries.ReleaseAsync([late], CancellationToken.None);
        Assert.Empty((await ClaimAsync(key, 1, Start.AddMinutes(2))).Deliveries);
        await CompleteAsync(holder, DeliveryEnd.Retry, Start.AddMinutes(2));
        Assert.Single((await ClaimAsync(key, 1, Start.AddMinutes(2))).Deliveries);
        Assert.Equal(2, (await AttemptsAsync(key, new AttemptQuery())).Items.Count);
    }

    [Fact]
    public async Task Claims_that_are_given_back_are_due_at_once()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1", "e2"], "w1");
        ClaimedLane lane = await ClaimAsync(key, 2);
        await Deliveries.ReleaseAsync(lane.Deliveries, CancellationToken.None);
        Assert.Equal(["e1", "e2"], IdsOf(await ClaimAsync(key, 2)));
    }

    [Fact]
    public async Task What_failed_rests_until_it_is_recovered()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        WebhookKey other = await AddAsync(NewWebhook("w2"));
        await MatchAsync("t1", ["e1", "e2"], "w1", "w2");
        ClaimedLane lane = await ClaimAsync(key, 2);
        await CompleteAsync(lane.Deliveries[0], DeliveryEnd.Failed, Start.AddMinutes(1));
        await CompleteAsync(lane.Deliveries[1], DeliveryEnd.Failed, Start.AddMinutes(3));
        Assert.Empty((await ClaimAsync(key, 2, Start.AddDays(1))).Deliveries);
        Assert.Equal(0, await Deliveries.RecoverAsync(other, Start, Start.AddMinutes(4), CancellationToken.None));
        Assert.Equal(0, await Deliveries.RecoverAsync(key with { TenantId = "t2" }, Start, Start.AddMinutes(4), CancellationToken.None));
        Assert.Equal(1, await Deliveries.RecoverAsync(key, Start.AddMinutes(2), Start.AddMinutes(4), CancellationToken.None));
        ClaimedDelivery recovered = Assert.Single((await ClaimAsync(key, 2, Start.AddMinutes(4))).Deliveries);
        Assert.Equal(("e2", 1), (recovered.Event.Content.Id, recovered.Attempt));
    }

    [Fact]
    public async Task An_attempt_comes_back_as_it_was_with_its_event()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1"], "w1");
        ClaimedDelivery claimed = (await ClaimAsync(key, 1)).Deliveries[0];
        Attempt attempt = NewAttempt(key, claimed.Event, succeeded: false, Start.AddSeconds(1)) with
        {
            StatusMessage = "HTTP 500",
            RequestHeaders = [KeyValuePair.Create("x", "1"), KeyValuePair.Create("x", "2")],
            RequestShape = ScimFilter.Webhooks.Events.EventShape.Legacy,
            ResponseStatus = 500,
            ResponseHeaders = [KeyValuePair.Create("server", "s")],
            ResponseBody = "no\0thing",
        };
        await Deliveries.RecordAsync(attempt, default, CancellationToken.None);
        await ReopenAsync();
        Attempt found = (await Deliveries.FindAsync(key, attempt.Id, CancellationToken.None))!;
        Assert.Equal(attempt.RequestHeaders.ToArray(), found.RequestHeaders.ToArray());
        Assert.Equal(attempt.ResponseHeaders.ToArray(), found.ResponseHeaders.ToArray());
        Assert.Equal(claimed.Event.Content.Body.ToArray(), found.Event!.Content.Body.ToArray());
        Assert.Equal((attempt.ResponseBody!.Length, claimed.Event.Content.Body.Length), (found.ResponseBodyLength, found.EventLength));
        Attempt stored = found with
        {
            RequestHeaders = attempt.RequestHeaders,
            ResponseHeaders = attempt.ResponseHeaders,
            Event = null,
            EventLength = null,
            ResponseBodyLength = null,
        };
        Assert.Equal(attempt, stored);
    }

    [Fact]
    public async Task An_attempt_is_found_by_its_own_webhook_alone()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        WebhookKey sibling = await AddAsync(NewWebhook("w2"));
        WebhookKey foreign = await AddAsync(NewWebhook("w1", "t2"));
        await MatchAsync("t1", ["e1"], "w1");
        Attempt attempt = NewAttempt(key, (await ClaimAsync(key, 1)).Deliveries[0].Event, succeeded: true, Start);
        await Deliveries.RecordAsync(attempt, default, CancellationToken.None);
        Assert.NotNull(await Deliveries.FindAsync(key, attempt.Id, CancellationToken.None));
        Assert.Null(await Deliveries.FindAsync(sibling, attempt.Id, CancellationToken.None));
        Assert.Null(await Deliveries.FindAsync(foreign, attempt.Id, CancellationToken.None));
        foreach (Guid unknown in (Guid[])[Guid.Empty, Guid.AllBitsSet, Guid.NewGuid(), Guid.CreateVersion7(Start)])
        {
            Assert.Null(await Deliveries.FindAsync(key, unknown, CancellationToken.None));
        }

        Assert.Empty((await AttemptsAsync(foreign, new AttemptQuery())).Items);
    }

    [Theory]
    [InlineData(nameof(AttemptOrder.TriggeredAtDescending), "4,3,2,1,0")]
    [InlineData(nameof(AttemptOrder.TriggeredAt), "0,1,2,3,4")]
    [InlineData(nameof(AttemptOrder.Status), "3,1,4,2,0")]
    [InlineData(nameof(AttemptOrder.StatusDescending), "4,2,0,3,1")]
    public async Task Pages_lead_through_the_attempts_and_back(string orderName, string expected)
    {
        AttemptOrder order = Enum.Parse<AttemptOrder>(orderName);
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1"], "w1");
        StoredEvent @event = (await ClaimAsync(key, 1)).Deliveries[0].Event;
        for (int i = 0; i < 5; i++)
        {
            Attempt attempt = NewAttempt(key, @event, succeeded: i % 2 == 0, Start.AddMinutes(i)) with
            {
                StatusMessage = $"{i}",
                EventType = $"type.{i}"
            };
            await Deliveries.RecordAsync(attempt, default, CancellationToken.None);
        }

        await AssertPagesAsync(
            expected.Split(','),
            cursor => AttemptsAsync(key, new AttemptQuery { Order = order, Limit = 2, Cursor = cursor }),
            attempt => attempt.StatusMessage);
        Assert.Equal(2, (await AttemptsAsync(key, new AttemptQuery { Order = order, Succeeded = false })).Items.Count);
        Assert.Equal(2, (await AttemptsAsync(key, new AttemptQuery { Order = order, EventTypes = ["type.1", "type.4", "x"] })).Items.Count);
    }

    [Fact]
    public async Task The_health_of_a_webhook_is_remembered_while_it_fails()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1"], "w1");
        ClaimedDelivery claimed = (await ClaimAsync(key, 1)).Deliveries[0];
        WebhookHealth health = default(WebhookHealth).Failed(Start).Failed(Start.AddMinutes(1));
        await Deliveries.RecordAsync(NewAttempt(key, claimed.Event, succeeded: false, Start), health, CancellationToken.None);
        await ReopenAsync();
        Assert.Equal(new WebhookHealth(2, Start), (await Deliveries.ReadHealthAsync(CancellationToken.None))[key]);
        await Deliveries.RecordAsync(NewAttempt(key, claimed.Event, succeeded: true, Start), null, CancellationToken.None);
        Assert.Equal(new WebhookHealth(2, Start), (await Deliveries.ReadHealthAsync(CancellationToken.None))[key]);
        await CompleteAsync(claimed, DeliveryEnd.Delivered, Start);
        Assert.Empty(await Deliveries.ReadHealthAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_health_of_a_webhook_begins_anew_when_it_is_enabled_again()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1"], "w1");
        await CompleteAsync((await ClaimAsync(key, 1)).Deliveries[0], DeliveryEnd.Failed, Start);
        Webhook webhook = (await Webhooks.FindAsync(key, CancellationToken.None))!;
        webhook = (await Webhooks.ReplaceAsync(webhook with { Name = "Renamed" }, CancellationToken.None))!;
        webhook = (await Webhooks.ReplaceAsync(webhook with { Enabled = false }, CancellationToken.None))!;
        Assert.Single(await Deliveries.ReadHealthAsync(CancellationToken.None));
        await Webhooks.ReplaceAsync(webhook with { Enabled = true }, CancellationToken.None);
        Assert.Empty(await Deliveries.ReadHealthAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_webhook_with_another_URL_begins_anew()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1"], "w1");
        await CompleteAsync((await ClaimAsync(key, 1)).Deliveries[0], DeliveryEnd.Failed, Start);
        Webhook webhook = (await Webhooks.FindAsync(key, CancellationToken.None))!;
        await Webhooks.ReplaceAsync(webhook with { Enabled = true, Url = new Uri("https://other.example/") }, CancellationToken.None);
        Assert.Empty(await Deliveries.ReadHealthAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_is_old_is_forgotten_and_duplicates_are_known_for_longer()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["old"], "w1");
        ClaimedLane lane = await ClaimAsync(key, 1);
        await CompleteAsync(lane.Deliveries[0], DeliveryEnd.Failed, Start);
        await Events.AppendAsync("t1", [NewEvent("unmatched")], CancellationToken.None);
        await Events.AppendAsync("t1", [NewEvent("young", at: Start.AddDays(2))], CancellationToken.None);

        await PruneAsync(new Retention(Start, Start));
        Assert.Single((await AttemptsAsync(key, new AttemptQuery())).Items);
        await PruneAsync(new Retention(Start.AddDays(1), Start));
        Assert.Empty((await AttemptsAsync(key, new AttemptQuery())).Items);
        Assert.Equal(0, await Deliveries.RecoverAsync(key, Start, Start, CancellationToken.None));
        Assert.Equal([false], await Events.AppendAsync("t1", [NewEvent("old")], CancellationToken.None));
        Assert.Equal(["young", "unmatched"], (await Events.ReadRecentAsync("t1", 10, CancellationToken.None)).Select(e => e.Content.Id));
        await PruneAsync(new Retention(Start.AddDays(1), Start.AddDays(1)));
        Assert.Equal([true], await Events.AppendAsync("t1", [NewEvent("old")], CancellationToken.None));
        Assert.Equal(["unmatched", "young", "old"], (await UnmatchedAsync()).Select(e => e.Content.Id));
    }

    [Fact]
    public async Task An_event_is_kept_while_a_webhook_that_is_enabled_has_not_got_it()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1"], "w1");
        await PruneAsync(new Retention(Start.AddDays(1), Start));
        ClaimedLane lane = await ClaimAsync(key, 1);
        Assert.Equal("e1", lane.Deliveries.Single().Event.Content.Id);

        // A delivery that is under way counts as well.
        await PruneAsync(new Retention(Start.AddDays(1), Start));
        await Deliveries.ReleaseAsync(lane.Deliveries, CancellationToken.None);
        Assert.Single((await ClaimAsync(key, 1)).Deliveries);
        Webhook webhook = (await Webhooks.FindAsync(key, CancellationToken.None))!;
        await Webhooks.ReplaceAsync(webhook with { Enabled = false }, CancellationToken.None);
        await PruneAsync(new Retention(Start.AddDays(1), Start));
        Assert.Empty(await Events.ReadRecentAsync("t1", 10, CancellationToken.None));
    }

    [Fact]
    public async Task Deliveries_that_wait_for_another_attempt_can_be_made_due()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1", "e2"], "w1");
        await CompleteAsync((await ClaimAsync(key, 1)).Deliveries[0], DeliveryEnd.Retry, Start, Start.AddHours(8));
        Assert.Equal(1, await Deliveries.HastenAsync(key, Start, CancellationToken.None));
        Assert.Equal(0, await Deliveries.HastenAsync(key, Start, CancellationToken.None));
        Assert.Equal([1, 2], (await ClaimAsync(key, 10)).Deliveries.Select(delivery => delivery.Attempt).Order());
    }

    [Fact]
    public async Task Due_times_move_with_the_clock_and_leases_do_not()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1", "e2"], "w1");
        await CompleteAsync((await ClaimAsync(key, 1)).Deliveries[0], DeliveryEnd.Retry, Start, Start.AddHours(8));
        ClaimedDelivery claimed = (await ClaimAsync(key, 1)).Deliveries.Single();
        await Deliveries.ShiftAsync(TimeSpan.FromHours(-1), TimeSpan.FromHours(-2), CancellationToken.None);
        Assert.Equal(Start.AddHours(7), (await Deliveries.ReadDueAsync(CancellationToken.None)).Single().DueAt);
        Assert.Equal(Start.AddHours(-2), (await Deliveries.ReadHealthAsync(CancellationToken.None))[key].FailingSince);
        await CompleteAsync(claimed, DeliveryEnd.Delivered, Start);
        Assert.Single(await Deliveries.ReadDueAsync(CancellationToken.None));
        Assert.Equal(0, await Deliveries.ReturnExpiredAsync(DateTimeOffset.MaxValue, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_due_later_than_its_limit_is_due_when_that_says()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1", "e2", "e3"], "w1");
        foreach ((ClaimedDelivery claimed, double hours) in (await ClaimAsync(key, 3)).Deliveries.Zip((double[])[1, 2, 720]))
        {
            await CompleteAsync(claimed, DeliveryEnd.Retry, Start, Start.AddHours(hours));
        }

        DueLimit[] limits = [new DueLimit(Start, Start), new DueLimit(Start.AddHours(2), Start.AddSeconds(5))];
        Assert.Equal(1, await Deliveries.LimitDueAsync(limits, CancellationToken.None));
        Assert.Equal(["e3"], IdsOf(await ClaimAsync(key, 3, Start.AddSeconds(5))));
        Assert.Equal(["e1", "e2"], IdsOf(await ClaimAsync(key, 3, Start.AddHours(2))));
        await Assert.ThrowsAsync<ArgumentException>(() => Deliveries.LimitDueAsync([], CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task A_row_that_is_later_than_now_keeps_no_older_ones_behind_it()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        DateTimeOffset future = Start.AddYears(70);
        await Events.AppendAsync(
            "t1", [NewEvent("future", at: future), NewEvent("old"), NewEvent("future2", at: future)], CancellationToken.None);
        await MatchAsync("t1", [], "w1");
        foreach (ClaimedDelivery claimed in (await ClaimAsync(key, 3)).Deliveries)
        {
            await CompleteAsync(claimed, DeliveryEnd.Delivered, claimed.Event.Content.ReceivedAt);
        }

        await PruneAsync(new Retention(Start.AddDays(1), Start.AddDays(1)));
        Assert.Equal(3, (await AttemptsAsync(key, new AttemptQuery())).Items.Count);
        await PruneAsync(new Retention(Start.AddDays(1), Start.AddDays(1)) { Now = Start.AddDays(8) });
        Assert.Single((await AttemptsAsync(key, new AttemptQuery())).Items);
        Assert.Equal(
            [true, true, false],
            await Events.AppendAsync("t1", [NewEvent("future"), NewEvent("old"), NewEvent("future2")], CancellationToken.None));
    }

    [Fact]
    public async Task The_deliveries_of_a_webhook_that_is_gone_are_pruned()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["e1", "e2"], "w1");
        await Webhooks.RemoveAsync(key, CancellationToken.None);
        Assert.Empty(await Deliveries.ReadDueAsync(CancellationToken.None));
        Assert.Equal(1, await Deliveries.PruneAsync(new Retention(Start, Start), 1, CancellationToken.None));
        Assert.Equal(1, await Deliveries.PruneAsync(new Retention(Start, Start), 1, CancellationToken.None));
        Assert.Equal(0, await Deliveries.PruneAsync(new Retention(Start, Start), 1, CancellationToken.None));
        await AddAsync(NewWebhook("w1"));
        Assert.Empty((await ClaimAsync(key, 10)).Deliveries);
    }

    private async Task<Page<Attempt>> AttemptsAsync(WebhookKey key, AttemptQuery query) =>
        await Deliveries.ListAsync(key, query, CancellationToken.None);

    private async Task PruneAsync(Retention retention)
    {
        while (await Deliveries.PruneAsync(retention, 100, CancellationToken.None) > 0)
        {
        }
    }
}
