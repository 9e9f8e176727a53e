using Microsoft.Data.Sqlite;
using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Writing;

/// <summary>
/// The one thread that writes. Whatever waits while a transaction is committed goes into the next one together, so that many callers
/// share one flush of the disk; each is told when its own work is durable. <see cref="WriteShares"/> says what goes into a transaction.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly WriteQueues _queues = new();
    private readonly WriteShares _shares;
    private readonly SqliteSession _session;
    private readonly Task _loop;
    private SqliteException? _failure;

    public SqliteWriter(SqliteSession session, TimeProvider time)
    {
        _session = session;
        _shares = new WriteShares(_queues, time);
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
    public async ValueTask<T> WriteAsync<T>(WriteKind kind, Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        var item = new WriteWork<T>(kind, work);
        await _queues.AddAsync(item, cancellationToken).ConfigureAwait(false);

        // What is queued will be done; only the waiting can end before.
        return await item.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queues.Complete();
        await _loop.ConfigureAwait(false);
        _queues.Dispose();
        _session.Dispose();
    }

    private void Loop()
    {
        var batch = new List<WriteWork>(WriteShares.MaxWorks);
        while (_queues.Wait())
        {
            _shares.Start();
            if (!TryCommit(TakeInto(batch), out Exception? failure) && batch.Count > 1)
            {
                // One of them has failed: each for itself, so that it fails alone.
                batch.ForEach(Commit);
            }
            else
            {
                batch.ForEach(work => work.End(failure));
            }

            batch.Clear();
        }
    }

    // A work is taken when the one before is done: what is taken, and whether any is, depends on the time that it took.
    private IEnumerable<WriteWork> TakeInto(List<WriteWork> batch)
    {
        while (_shares.Next() is { } work)
        {
            batch.Add(work);
            yield return work;
        }
    }

    private void Commit(WriteWork work)
    {
        TryCommit([work], out Exception? failure);
        work.End(failure);
    }

    private bool TryCommit(IEnumerable<WriteWork> works, out Exception? failure)
    {
        failure = null;
        bool begun = false;
        try
        {
            foreach (WriteWork work in works)
            {
                // After the first is taken: it is told when a transaction cannot even begin.
                if (!begun)
                {
                    _session.Execute("BEGIN IMMEDIATE");
                    begun = true;
                }

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
}
