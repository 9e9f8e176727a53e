namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Writing;

/// <summary>
/// Chooses what goes into a transaction, so that neither kind of work waits for more than a bounded part of the other. For one thread.
/// </summary>
/// <remarks>
/// While both kinds wait, the next work is one of the kind that has used less time, so each gets half of it, however long its works are.
/// A kind with nothing waiting saves up no time for later. A transaction that concerns one
/// kind alone takes up to 512 works, which share one flush of the disk. One that concerns both takes none after 5 ms: so whatever the
/// other kind has waiting, the first work of a kind waits for at most one transaction and is in the next or, behind a long work of the
/// other kind, the one after.
/// </remarks>
internal sealed class WriteShares(WriteQueues queues, TimeProvider time)
{
    /// <summary>The most works of a transaction.</summary>
    public const int MaxWorks = 512;

    /// <summary>After so long a transaction takes no more works when both kinds have works in it or waiting.</summary>
    public static readonly TimeSpan Shared = TimeSpan.FromMilliseconds(5);

    private readonly bool[] _taken = new bool[2];
    private long _startedAt;
    private long _workAt;
    private WriteWork? _work;
    private int _count;

    // How much more time intake has used than the other kind, since both wait.
    private TimeSpan _intakeAhead;

    /// <summary>Begins a transaction.</summary>
    public void Start()
    {
        (_startedAt, _work, _count) = (time.GetTimestamp(), null, 0);
        Array.Clear(_taken);
    }

    /// <summary>Gives the next work of the transaction, when the one before is done; null when it is to be committed.</summary>
    public WriteWork? Next()
    {
        long now = time.GetTimestamp();
        if (_work is not null)
        {
            TimeSpan used = time.GetElapsedTime(_workAt, now);
            _intakeAhead += _work.Kind == WriteKind.Intake ? used : -used;
        }

        _work = _count == MaxWorks || (ConcernsBoth && time.GetElapsedTime(_startedAt, now) >= Shared) ? null : Take();
        if (_work is not null)
        {
            _taken[(int)_work.Kind] = true;
            _count++;
            _workAt = now;
        }

        return _work;
    }

    private bool ConcernsBoth => Concerns(WriteKind.Intake) && Concerns(WriteKind.Other);

    private bool Concerns(WriteKind kind) => _taken[(int)kind] || queues.Waits(kind);

    private WriteWork? Take()
    {
        (WriteKind first, WriteKind second) = _intakeAhead <= TimeSpan.Zero
            ? (WriteKind.Intake, WriteKind.Other)
            : (WriteKind.Other, WriteKind.Intake);
        if (queues.TryTake(first, out WriteWork? work))
        {
            return work;
        }

        _intakeAhead = TimeSpan.Zero;
        queues.TryTake(second, out work);
        return work;
    }
}
