using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Events.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task An_event_is_stored_once_for_each_tenant()
    {
        Assert.Equal(
            [true, true, false], await Events.AppendAsync("t1", [NewEvent("e1"), NewEvent("e2"), NewEvent("e1")], CancellationToken.None));
        Assert.Equal([false], await Events.AppendAsync("t1", [NewEvent("e2")], CancellationToken.None));
        Assert.Equal([true], await Events.AppendAsync("t2", [NewEvent("e1")], CancellationToken.None));
        await ReopenAsync();
        Assert.Equal([false], await Events.AppendAsync("t1", [NewEvent("e1")], CancellationToken.None));
        Assert.Equal(["t1/e1", "t1/e2", "t2/e1"], (await UnmatchedAsync()).Select(e => $"{e.TenantId}/{e.Content.Id}"));
    }

    [Fact]
    public async Task Events_of_one_identifier_and_different_sources_are_different_events()
    {
        NewEvent[] events = [NewEvent("e1") with { Source = "a" }, NewEvent("e1") with { Source = "b" }, NewEvent("e1"),
            NewEvent("e1") with { Source = "A" }];
        Assert.Equal([true, true, true, true], await Events.AppendAsync("t1", events, CancellationToken.None));
        await ReopenAsync();
        Assert.Equal([false, false, false, false], await Events.AppendAsync("t1", events, CancellationToken.None));
        Assert.Equal(["a", "b", "", "A"], (await UnmatchedAsync()).Select(e => e.Content.Source));
    }

    [Fact]
    public async Task Identifiers_may_differ_behind_any_character()
    {
        string[] ids = ["e\0a", "e\0b", "e", "e\0", "E", "e "];
        Assert.Equal(ids.Select(_ => true), await Events.AppendAsync("t1", [.. ids.Select(id => NewEvent(id))], CancellationToken.None));
        await ReopenAsync();
        Assert.Equal(ids, (await UnmatchedAsync()).Select(e => e.Content.Id));
    }

    [Fact]
    public async Task An_event_that_many_send_at_once_is_stored_once()
    {
        IReadOnlyList<bool>[] answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Events.AppendAsync("t1", [NewEvent("same")], CancellationToken.None).AsTask()));
        Assert.Equal(1, answers.Count(answer => answer[0]));
        Assert.Single(await UnmatchedAsync());
    }

    [Fact]
    public async Task What_was_appended_is_there_after_a_restart_with_all_its_bytes()
    {
        NewEvent @event = NewEvent("e1", at: Start.AddTicks(1));
        await Events.AppendAsync("t1", [@event], CancellationToken.None);
        await ReopenAsync();
        StoredEvent stored = Assert.Single(await UnmatchedAsync());
        Assert.Equal(@event.Body.ToArray(), stored.Content.Body.ToArray());
        Assert.Equal(@event, stored.Content with { Body = @event.Body });
    }

    [Fact]
    public async Task Events_are_matched_once_and_in_order()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await Events.AppendAsync("t1", [NewEvent("e1"), NewEvent("e2"), NewEvent("e3")], CancellationToken.None);
        IReadOnlyList<StoredEvent> two = await Events.ReadUnmatchedAsync(2, CancellationToken.None);
        Assert.Equal(["e1", "e2"], two.Select(e => e.Content.Id));
        EventMatches[] matches = [new(two[0].Position, "t1", ["w1"]), new(two[1].Position, "t1", [])];
        await Events.SaveMatchesAsync(matches, Start, Start, CancellationToken.None);
        Assert.Equal("e3", Assert.Single(await UnmatchedAsync()).Content.Id);

        // Saved again, as a matcher would that did not hear the answer: nothing is doubled, also not what was delivered meanwhile.
        ClaimedDelivery claimed = Assert.Single((await ClaimAsync(key, 10)).Deliveries);
        await CompleteAsync(claimed, DeliveryEnd.Delivered, Start);
        await Events.SaveMatchesAsync(matches, Start, Start, CancellationToken.None);
        await ReopenAsync();
        Assert.Empty((await ClaimAsync(key, 10)).Deliveries);
        Assert.Equal("e3", Assert.Single(await UnmatchedAsync()).Content.Id);
    }

    [Fact]
    public async Task What_is_claimed_as_it_is_created_is_claimed_once_and_given_back_when_its_lease_ends()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        WebhookKey other = await AddAsync(NewWebhook("w2"));
        await Events.AppendAsync("t1", [NewEvent("e1")], CancellationToken.None);
        StoredEvent @event = Assert.Single(await UnmatchedAsync());
        EventMatches[] matches = [new(@event.Position, "t1", ["w1", "w2", "gone"]) { ClaimedIds = ["w1", "gone"] }];
        DateTimeOffset leaseUntil = Start.AddSeconds(30);
        IReadOnlyList<DeliveryKey> claimed = await Events.SaveMatchesAsync(matches, Start, leaseUntil, CancellationToken.None);
        Assert.Equal([new DeliveryKey(key, @event.Position)], claimed);
        Assert.Empty(await Events.SaveMatchesAsync(matches, Start, leaseUntil, CancellationToken.None));
        Assert.Equal([new LaneDue(other, Start)], await Deliveries.ReadDueAsync(CancellationToken.None));
        await ReopenAsync();
        Assert.Empty((await ClaimAsync(key, 10)).Deliveries);
        Assert.Equal(1, await Deliveries.ReturnExpiredAsync(leaseUntil, CancellationToken.None));
        ClaimedDelivery again = Assert.Single((await ClaimAsync(key, 10)).Deliveries);
        await CompleteAsync(new ClaimedDelivery(key, @event, 1, leaseUntil), DeliveryEnd.Delivered, Start);
        await CompleteAsync(again, DeliveryEnd.Retry, Start);
        Assert.Single((await ClaimAsync(key, 10)).Deliveries);
    }

    [Fact]
    public async Task A_match_never_reaches_a_webhook_of_another_tenant_or_one_that_is_gone()
    {
        WebhookKey foreign = await AddAsync(NewWebhook("w1", "t2"));
        await MatchAsync("t1", ["e1"], "w1", "gone");
        Assert.Empty((await ClaimAsync(foreign, 10)).Deliveries);
        Assert.Empty(await Deliveries.ReadDueAsync(CancellationToken.None));
        Assert.Empty(await UnmatchedAsync());
    }

    [Fact]
    public async Task Recent_events_are_those_of_the_tenant_the_newest_first()
    {
        Assert.Empty(await Events.ReadRecentAsync("t1", 10, CancellationToken.None));
        await Events.AppendAsync("t1", [NewEvent("e1"), NewEvent("e2")], CancellationToken.None);
        await Events.AppendAsync("t2", [NewEvent("e3")], CancellationToken.None);
        await Events.AppendAsync("t1", [NewEvent("e4")], CancellationToken.None);
        Assert.Equal(["e4", "e2"], (await Events.ReadRecentAsync("t1", 2, CancellationToken.None)).Select(e => e.Content.Id));
    }

    private async Task<IReadOnlyList<StoredEvent>> UnmatchedAsync() => await Events.ReadUnmatchedAsync(100, CancellationToken.None);
}
