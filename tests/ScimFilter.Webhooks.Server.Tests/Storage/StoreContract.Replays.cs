using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Replays;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_webhook_has_one_replay_under_way_and_its_state_is_durable()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        Replay replay = await NewReplayAsync(key);
        Assert.Null(await Replays.FindAsync(key, CancellationToken.None));
        Assert.True(await Replays.BeginAsync(replay, CancellationToken.None));
        Assert.False(await Replays.BeginAsync(replay, CancellationToken.None));
        Replay half = replay with { Place = new ReplayPlace(Start, 7), Counts = new ReplayCounts(5, 3, 0) };
        Assert.Equal(half, await Replays.SaveAsync(half, [], Start, CancellationToken.None));
        await ReopenAsync();
        Assert.Equal([half], await Replays.ReadRunningAsync(CancellationToken.None));

        Replay done = half with { EndedAt = Start.AddMinutes(1) };
        Assert.Equal(done, await Replays.SaveAsync(done, [], Start, CancellationToken.None));
        Assert.Equal(done, await Replays.FindAsync(key, CancellationToken.None));
        Assert.Null(await Replays.SaveAsync(half, [], Start, CancellationToken.None));
        Assert.Empty(await Replays.ReadRunningAsync(CancellationToken.None));
        Assert.True(await Replays.BeginAsync(replay, CancellationToken.None));
        Assert.Equal(replay, await Replays.FindAsync(key, CancellationToken.None));

        Assert.True(await Webhooks.RemoveAsync(key, CancellationToken.None));
        Assert.Null(await Replays.SaveAsync(half, [], Start, CancellationToken.None));
        Assert.False(await Replays.BeginAsync(replay, CancellationToken.None));
    }

    [Fact]
    public async Task A_period_is_counted_and_read_page_by_page()
    {
        for (int i = 0; i < 10; i++)
        {
            // Three arrive at each moment, of which one is another tenant's; a clock that is put back changes the order.
            DateTimeOffset at = Start.AddMinutes(i == 9 ? 0 : i);
            await Events.AppendAsync("t1", [NewEvent($"a{i}", at: at), NewEvent($"b{i}", at: at)], CancellationToken.None);
            await Events.AppendAsync("t2", [NewEvent($"c{i}", at: at)], CancellationToken.None);
        }

        IReadOnlyList<StoredEvent> all = await Events.ReadUnmatchedAsync(100, CancellationToken.None);
        Assert.Equal(0, (await MeasureAsync(0, 10, 100)).Events);
        await Events.SaveMatchesAsync(
            [.. all.Select(e => new EventMatches(e.Position, e.TenantId, []))], Start, Start, CancellationToken.None);
        await Events.AppendAsync("t1", [NewEvent("unmatched", at: Start.AddMinutes(5))], CancellationToken.None);

        Assert.Equal((20, null), Of(await MeasureAsync(0, 10, 100)));
        Assert.Equal((4, null), Of(await MeasureAsync(2, 4, 4)));
        Assert.Equal((3, Start.AddMinutes(3)), Of(await MeasureAsync(2, 4, 3)));
        ReplayPeriod period = (await MeasureAsync(0, 10, 100)).Period;
        string[] expected =
        [
            "a0", "b0", "a9", "b9", .. Enumerable.Range(1, 8).SelectMany(i => (string[])[$"a{i}", $"b{i}"]),
        ];
        foreach ((int limit, int bytes) in
            ((int, int)[])[(1, 1_000_000), (3, 1_000_000), (7, 1_000_000), (20, 1_000_000), (100, 1_000_000), (100, 1), (100, 25)])
        {
            var ids = new List<string>();
            ReplayPlace place = period.Start;
            for (bool isLast = false; !isLast;)
            {
                ReplayPage page = await Replays.ReadAsync(period, place, limit, bytes, CancellationToken.None);
                ids.AddRange(page.Events.Select(e => e.Content.Id));
                Assert.True(page.Events.Count <= limit && (page.Events.Count < 2 || page.Events.Sum(e => e.Content.Body.Length) <= bytes));
                (place, isLast) = (page.End, page.IsLast);
            }

            Assert.Equal(expected, ids);
        }

        static (int Events, DateTimeOffset? Fits) Of(ReplaySize size) => (size.Events, size.FitsUntil);

        ValueTask<ReplaySize> MeasureAsync(int from, int to, int limit) =>
            Replays.MeasureAsync("t1", Start.AddMinutes(from), Start.AddMinutes(to), limit, CancellationToken.None);
    }

    [Fact]
    public async Task A_replay_makes_due_what_has_no_delivery_or_was_given_up_and_nothing_else()
    {
        WebhookKey key = await AddAsync(NewWebhook("w1"));
        await MatchAsync("t1", ["delivered", "given up", "waits", "claimed"], "w1");
        await MatchAsync("t1", ["missed", "resent"]);
        StoredEvent[] events = [.. (await Events.ReadRecentAsync("t1", 10, CancellationToken.None)).Reverse()];
        ClaimedLane lane = await ClaimAsync(key, 4);
        await CompleteAsync(lane.Deliveries[0], DeliveryEnd.Delivered, Start);
        await CompleteAsync(lane.Deliveries[1], DeliveryEnd.Failed, Start);
        await CompleteAsync(lane.Deliveries[2], DeliveryEnd.Retry, Start, Start.AddHours(1));
        await Deliveries.RecordAsync(NewAttempt(key, events[5], succeeded: true, Start), null, CancellationToken.None);
        await Deliveries.RecordAsync(NewAttempt(key, events[4], succeeded: false, Start), null, CancellationToken.None);

        long[] positions = [.. events.Select(e => e.Position)];
        Assert.Equal(2, await Replays.CountMissingAsync(key, positions, CancellationToken.None));
        Replay replay = await NewReplayAsync(key);
        Assert.True(await Replays.BeginAsync(replay, CancellationToken.None));
        Replay? saved = await Replays.SaveAsync(
            replay with { Counts = new ReplayCounts(6, 6, 0) }, positions, Start, CancellationToken.None);
        Assert.Equal(new ReplayCounts(6, 6, 2), saved!.Counts);
        saved = await Replays.SaveAsync(saved, positions, Start, CancellationToken.None);
        Assert.Equal(new ReplayCounts(6, 6, 2), saved!.Counts);
        Assert.Equal(["given up", "missed"], IdsOf(await ClaimAsync(key, 10)));
        Assert.Equal(["waits"], IdsOf(await ClaimAsync(key, 10, Start.AddHours(1))));
    }

    private async Task<Replay> NewReplayAsync(WebhookKey key)
    {
        ReplaySize size = await Replays.MeasureAsync(key.TenantId, Start, Start.AddHours(1), 100, CancellationToken.None);
        return new Replay(key, size.Period, size.Period.Start, default, Start, null);
    }
}
