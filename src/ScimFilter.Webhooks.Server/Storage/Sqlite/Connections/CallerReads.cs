using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

/// <summary>
/// Reads for callers on threads of their own. A tenant has a share of the threads, so that its reads wait for each other and not others for
/// them; a read ends when its caller goes away or when it takes too long. Thread-safe.
/// </summary>
internal sealed class CallerReads : IDisposable
{
    private const int Threads = 4;
    private const int ThreadsOfTenant = 2;

    private readonly BlockingCollection<Work> _queue = [];
    private readonly TenantGate _gate = new(ThreadsOfTenant);
    private readonly Func<SqliteSession> _open;
    private readonly TimeSpan _longest;
    private readonly Task[] _threads;

    public CallerReads(Func<SqliteSession> open)
        : this(open, TimeSpan.FromSeconds(5))
    {
    }

    /// <summary>Creates the threads.</summary>
    /// <param name="open">Opens a session.</param>
    /// <param name="longest">How long a read may take.</param>
    public CallerReads(Func<SqliteSession> open, TimeSpan longest)
    {
        _open = open;
        _longest = longest;
        _threads = [.. Enumerable.Range(0, Threads).Select(_ =>
            Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>Reads something.</summary>
    /// <exception cref="StoreTimeoutException">It took too long.</exception>
    public async ValueTask<T> ReadAsync<T>(string tenantId, Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        using IDisposable turn = await _gate.EnterAsync(tenantId, cancellationToken).ConfigureAwait(false);
        var work = new Work<T>(read, _longest, cancellationToken);
        _queue.Add(work, CancellationToken.None);
        return await work.Done.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        Task.WaitAll(_threads);
        _queue.Dispose();
    }

    private void Loop()
    {
        SqliteSession? session = null;
        foreach (Work work in _queue.GetConsumingEnumerable())
        {
            work.Run(() => session ??= _open());
        }

        session?.Dispose();
    }

    private abstract class Work
    {
        public abstract void Run(Func<SqliteSession> session);
    }

    private sealed class Work<T>(Func<SqliteSession, T> read, TimeSpan longest, CancellationToken cancellationToken) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Done => _done.Task;

        public override void Run(Func<SqliteSession> session)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _done.SetCanceled(cancellationToken);
                return;
            }

            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            end.CancelAfter(longest);
            try
            {
                _done.SetResult(session().Interruptible(read, end.Token));
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_INTERRUPT)
            {
                _done.SetException(cancellationToken.IsCancellationRequested
                    ? new OperationCanceledException(cancellationToken)
                    : new StoreTimeoutException());
            }
#pragma warning disable CA1031 // Whatever failed is the caller's, and the thread must go on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _done.SetException(exception);
            }
        }
    }
}
