using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Writing;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Storage;

/// <summary>What the writer promises to both kinds of work: durable when told, alone when it fails, told whatever happens.</summary>
public sealed class SqliteWriterTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteWriter _writer;

    public SqliteWriterTests()
    {
        var session = new SqliteSession(ConnectionString, "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=1;");
        session.Run("CREATE TABLE t (number INTEGER PRIMARY KEY) STRICT");
        _writer = new SqliteWriter(session, TimeProvider.System);
    }

    private string ConnectionString =>
        new SqliteConnectionStringBuilder { DataSource = _folder["t.db"], Pooling = false, DefaultTimeout = 1 }.ToString();

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_work_has_ended_only_when_others_can_see_it()
    {
        using var other = new SqliteSession(ConnectionString, "PRAGMA query_only=ON;");
        for (int i = 1; i <= 20; i++)
        {
            await InsertAsync(i % 2 == 0 ? WriteKind.Intake : WriteKind.Other, i);
            Assert.Equal(i, other.Scalar("SELECT COUNT(*) FROM t"));
        }
    }

    [Fact]
    public async Task A_work_that_fails_fails_alone_among_both_kinds()
    {
        Task<int>[] works = await AtOnceAsync(40, i => InsertAsync(i % 2 == 0 ? WriteKind.Intake : WriteKind.Other, i % 10 == 3 ? 1 : i));
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => i % 10 != 3), works.Select(work => work.IsCompletedSuccessfully));
        Assert.Equal(36, await CountAsync());
    }

    [Theory]
    [InlineData(WriteKind.Intake)]
    [InlineData(WriteKind.Other)]
    public async Task Works_are_told_when_no_transaction_can_begin(object kind)
    {
        using (var other = new SqliteSession(ConnectionString, "BEGIN IMMEDIATE"))
        {
            await Assert.ThrowsAsync<SqliteException>(() => InsertAsync((WriteKind)kind, 1));
        }

        Assert.Equal(1, await InsertAsync((WriteKind)kind, 1));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task What_waits_is_done_before_the_end_and_nothing_is_taken_after_it()
    {
        Task<int>[] works = await AtOnceAsync(
            20, i => InsertAsync(i % 2 == 0 ? WriteKind.Intake : WriteKind.Other, i), _writer.DisposeAsync);
        Assert.All(works, work => Assert.True(work.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ChannelClosedException>(() => InsertAsync(WriteKind.Intake, 100));
    }

    // Queues works while another one keeps the writer busy, so that they wait together.
    private async Task<Task<int>[]> AtOnceAsync(int count, Func<int, Task<int>> work, Func<ValueTask>? then = null)
    {
        using var gate = new ManualResetEventSlim();
        Task<int> busy = _writer.WriteAsync(
            WriteKind.Other,
            _ =>
            {
                gate.Wait();
                return 0;
            },
            CancellationToken.None).AsTask();
        Task<int>[] works = [.. Enumerable.Range(0, count).Select(work)];
        Task after = then?.Invoke().AsTask() ?? Task.CompletedTask;
        gate.Set();
        await Task.WhenAll([busy, after, .. works]).ContinueWith(_ => { }, TaskScheduler.Default);
        return works;
    }

    private Task<int> InsertAsync(WriteKind kind, int number) => _writer.WriteAsync(
        kind, session => session.Execute("INSERT INTO t VALUES (?1)", number), CancellationToken.None).AsTask();

    private async Task<long> CountAsync() =>
        await _writer.WriteAsync(WriteKind.Other, session => session.Scalar("SELECT COUNT(*) FROM t"), CancellationToken.None);
}
