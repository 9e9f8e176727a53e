using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Writing;

/// <summary>The works that wait, in a bounded queue for each kind. Any thread adds, one takes.</summary>
internal sealed class WriteQueues : IDisposable
{
    // Callers wait when so many of their kind are in front of them.
    private const int Length = 8_192;

    private readonly Channel<WriteWork>[] _queues = [New(), New()];
    private readonly ManualResetEventSlim _changed = new();

    /// <summary>Adds a work; waits while its queue is full.</summary>
    /// <exception cref="ChannelClosedException">The queues are completed.</exception>
    public async ValueTask AddAsync(WriteWork work, CancellationToken cancellationToken)
    {
        await _queues[(int)work.Kind].Writer.WriteAsync(work, cancellationToken).ConfigureAwait(false);
        _changed.Set();
    }

    /// <summary>Accepts no more works; those that wait can still be taken.</summary>
    public void Complete()
    {
        Array.ForEach(_queues, queue => queue.Writer.TryComplete());
        _changed.Set();
    }

    /// <summary>Blocks the thread until a work waits.</summary>
    /// <returns>False when no more will come.</returns>
    public bool Wait()
    {
        while (true)
        {
            // Before the look: what is added after it sets the event again.
            _changed.Reset();
            if (Waits(WriteKind.Intake) || Waits(WriteKind.Other))
            {
                return true;
            }

            if (_queues.All(queue => queue.Reader.Completion.IsCompleted))
            {
                return false;
            }

            _changed.Wait();
        }
    }

    /// <summary>Gives a value indicating whether a work of a kind waits.</summary>
    public bool Waits(WriteKind kind) => _queues[(int)kind].Reader.TryPeek(out _);

    /// <summary>Takes the first work of a kind.</summary>
    public bool TryTake(WriteKind kind, [NotNullWhen(true)] out WriteWork? work) => _queues[(int)kind].Reader.TryRead(out work);

    public void Dispose() => _changed.Dispose();

    private static Channel<WriteWork> New() => Channel.CreateBounded<WriteWork>(new BoundedChannelOptions(Length) { SingleReader = true });
}
