using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>Reads for callers end, and one tenant's do not keep another's waiting.</summary>
public sealed class CallerReadsTests
{
    // Runs for ever.
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";

    [Fact]
    public async Task A_read_that_takes_too_long_is_ended_and_the_next_runs()
    {
        using CallerReads reads = NewReads(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<StoreTimeoutException>(
            async () => await reads.ReadAsync("t", session => session.Scalar(Endless), CancellationToken.None));
        Assert.Equal(1, await reads.ReadAsync("t", session => session.Scalar("SELECT 1"), CancellationToken.None));
    }

    [Fact]
    public async Task A_read_ends_when_its_caller_goes_away()
    {
        using CallerReads reads = NewReads(TimeSpan.FromMinutes(10));
        using var caller = new CancellationTokenSource();
        Task<long> read = reads.ReadAsync("t", session => session.Scalar(Endless), caller.Token).AsTask();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task Any_number_of_reads_of_one_tenant_leave_threads_to_others()
    {
        using CallerReads reads = NewReads(TimeSpan.FromMinutes(10));
        using var callers = new CancellationTokenSource();
        Task<long>[] endless =
            [.. Enumerable.Range(0, 50).Select(_ => reads.ReadAsync("greedy", session => session.Scalar(Endless), callers.Token).AsTask())];
        Assert.Equal(1, await reads.ReadAsync("modest", session => session.Scalar("SELECT 1"), CancellationToken.None));
        await callers.CancelAsync();
        foreach (Task<long> read in endless)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        }
    }

    [Fact]
    public async Task Turns_of_a_tenant_come_one_after_another_and_nothing_is_kept_of_it()
    {
        var gate = new TenantGate(1);
        IDisposable first = await gate.EnterAsync("t", CancellationToken.None);
        Task<IDisposable> second = gate.EnterAsync("t", CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);
        (await gate.EnterAsync("other", CancellationToken.None)).Dispose();
        first.Dispose();
        first.Dispose();
        (await second).Dispose();
        Assert.Equal(0, gate.Count);
    }

    private static CallerReads NewReads(TimeSpan longest) => new(() => new SqliteSession("Data Source=:memory:", ""), longest);
}
