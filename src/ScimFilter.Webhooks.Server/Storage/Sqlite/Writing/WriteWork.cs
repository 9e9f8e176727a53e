using ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Writing;

/// <summary>Work that waits for a transaction.</summary>
internal abstract class WriteWork(WriteKind kind)
{
    /// <summary>Gets the queue that the work waits in.</summary>
    public WriteKind Kind => kind;

    /// <summary>Does the work in the transaction that is open; again when that was rolled back.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>Tells the waiting caller that the work is durable, or why it is not.</summary>
    public abstract void End(Exception? failure);
}

/// <summary>Work with a result.</summary>
internal sealed class WriteWork<T>(WriteKind kind, Func<SqliteSession, T> work) : WriteWork(kind)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>Gets the result, once it is durable.</summary>
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
