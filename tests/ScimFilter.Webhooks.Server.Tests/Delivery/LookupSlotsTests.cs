using ScimFilter.Webhooks.Server.Delivery.Resolving;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>How many look-ups run at once, and whose is next.</summary>
public sealed class LookupSlotsTests
{
    [Fact]
    public async Task Tenants_take_turns()
    {
        var slots = new LookupSlots(total: 2, perTenant: 2);
        Assert.True(await slots.TryEnterAsync("a", CancellationToken.None));
        Assert.True(await slots.TryEnterAsync("a", CancellationToken.None));
        Task<bool>[] more = [.. Enumerable.Range(0, 10).Select(_ => slots.TryEnterAsync("a", CancellationToken.None))];
        Task<bool> other = slots.TryEnterAsync("b", CancellationToken.None);
        slots.Leave("a");
        Assert.True(await other);
        Assert.All(more, waiting => Assert.False(waiting.IsCompleted));
        slots.Leave("b");
        Assert.True(await more[0]);
    }

    [Fact]
    public async Task A_tenant_at_its_bound_leaves_the_rest_to_others()
    {
        var slots = new LookupSlots(total: 3, perTenant: 1);
        Assert.True(await slots.TryEnterAsync("a", CancellationToken.None));
        Task<bool> waiting = slots.TryEnterAsync("a", CancellationToken.None);
        Assert.True(await slots.TryEnterAsync("b", CancellationToken.None));
        Assert.True(await slots.TryEnterAsync("c", CancellationToken.None));
        Assert.False(waiting.IsCompleted);
        slots.Leave("a");
        Assert.True(await waiting);
    }

    [Fact]
    public async Task Who_stopped_waiting_takes_no_slot()
    {
        var slots = new LookupSlots(total: 1, perTenant: 1);
        using var leaving = new CancellationTokenSource();
        Assert.True(await slots.TryEnterAsync("a", CancellationToken.None));
        Task<bool> left = slots.TryEnterAsync("b", leaving.Token);
        Task<bool> stays = slots.TryEnterAsync("c", CancellationToken.None);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        slots.Leave("a");
        Assert.True(await stays);
    }

    [Fact]
    public async Task Waiting_has_a_bound()
    {
        var slots = new LookupSlots(total: 1, perTenant: 1);
        Assert.True(await slots.TryEnterAsync("a", CancellationToken.None));
        Task<bool>[] waiting = [.. Enumerable.Range(0, 1_024).Select(_ => slots.TryEnterAsync("a", CancellationToken.None))];
        Assert.False(await slots.TryEnterAsync("a", CancellationToken.None));
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
    }
}
