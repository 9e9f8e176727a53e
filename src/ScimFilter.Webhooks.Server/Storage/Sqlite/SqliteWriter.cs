using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>
/// The one thread that writes. Whatever waits while a transaction is committed goes into the next one together, so that many callers
/// share one flush of the disk; each is told when its own work is durable.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    // Callers wait when this many are in front of them.
    private const int QueueLength = 8_192;
    private const int MaxBatch = 512;

    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly SqliteSession _session;
    private readonly Task _loop;
    private SqliteException? _failure;

    public SqliteWriter(SqliteSession session)
    {
        _session = session;
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Gets what the last failure of the file or its disk was; null when the last transaction was committed.</summary>
    public SqliteException? Failure
    {
        get => Volatile.Read(ref _failure);
        private set => Volatile.Write(ref _failure, value);
    }

    /// <summary>
    /// Does work in a transaction and returns when that is durable. The work may be run twice; it must have no effect besides the
    /// database.
    /// </summary>
    public async ValueTask<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        var item = new Work<T>(work);
        await _queue.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);

        // What is queued will be done; only the waiting can end before.
        return await item.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _session.Dispose();
    }

    private void Loop()
    {
        var batch = new List<Work>(MaxBatch);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out Work? work))
            {
                batch.Add(work);
            }

            if (!TryCommit(batch, out Exception? failure) && batch.Count > 1)
            {
                // One of them has failed: each for itself, so that it fails alone.
                foreach (Work work in batch)
                {
                    Commit(work);
                }
            }
            else
            {
                batch.ForEach(work => work.End(failure));
            }

            batch.Clear();
        }
    }

    private void Commit(Work work)
    {
        TryCommit([work], out Exception? failure);
        work.End(failure);
    }

    private bool TryCommit(List<Work> batch, out Exception? failure)
    {
        failure = null;
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (Work work in batch)
            {
                work.Run(_session);
            }

            _session.Execute("COMMIT");
            Failure = null;
            return true;
        }
#pragma warning disable CA1031 // Whatever failed is the caller's, and the thread must go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
            if (exception is SqliteException sqlite && SqliteFailures.IsOfStorage(sqlite))
            {
                Failure = sqlite;
            }

            Rollback();
            return false;
        }
    }

    private void Rollback()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The transaction had ended, or never begun.
        }
    }

    private abstract class Work
    {
        public abstract void Run(SqliteSession session);

        public abstract void End(Exception? failure);
    }

    private sealed class Work<T>(Func<SqliteSession, T> work) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Done => _done.Task;

        public override void Run(SqliteSession session) => _result = work(session);

        public override void End(Exception? failure)
        {
            if (failure is null)
            {
                _done.SetResult(_result!);
            }
            else
            {
                _done.SetException(failure);
            }
        }
    }
}
