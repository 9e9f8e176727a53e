using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// Hands planned subscriptions to a load in blocks and in order. A thread of the pool adds one block to the load while the caller plans the
/// next. When no pool thread comes in time, the caller adds blocks itself. Used by one caller.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class LoadHandover<TId>(BulkLoad<TId> load)
    where TId : notnull
{
    private readonly Lock _loading = new();
    private readonly Queue<Block> _waiting = new();
    private readonly Stack<Block> _free = new();
    private Block _block = new();
    private ExceptionDispatchInfo? _failure;
    private bool _hasHelper;

    /// <summary>Adds a subscription to the current block. Fast enough to be called under a lock; <see cref="Flush"/> must follow.</summary>
    public void Add(TId id, ReadOnlySpan<Entry> entries, SubscriptionData data) => _block.Add(id, entries, data);

    /// <summary>Hands the current block over if it is full.</summary>
    public void Flush()
    {
        if (_block.Count < Thresholds.HandoverSize)
        {
            return;
        }

        int waiting;
        bool needsHelper;
        lock (_waiting)
        {
            _waiting.Enqueue(_block);
            waiting = _waiting.Count;
            needsHelper = !_hasHelper;
            _hasHelper = true;
            _block = _free.TryPop(out Block? free) ? free : new Block();
        }

        if (needsHelper)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static handover => handover.Help(), this, preferLocal: false);
        }

        if (waiting >= Thresholds.MaxHandovers)
        {
            TryLoadNext();
            _failure?.Throw();
        }
    }

    /// <summary>Returns when everything is in the load.</summary>
    public void Complete()
    {
        while (TryLoadNext())
        {
        }

        lock (_loading)
        {
            _failure?.Throw();
            _block.AddTo(load);
        }
    }

    private void Help()
    {
        while (true)
        {
            while (TryLoadNext())
            {
            }

            lock (_waiting)
            {
                if (_waiting.Count == 0 || _failure is not null)
                {
                    _hasHelper = false;
                    return;
                }
            }
        }
    }

    /// <summary>Adds the oldest waiting block to the load.</summary>
    /// <returns>Whether there was one and nothing has failed.</returns>
    private bool TryLoadNext()
    {
        lock (_loading)
        {
            Block? next;
            lock (_waiting)
            {
                if (!_waiting.TryDequeue(out next) || _failure is not null)
                {
                    return false;
                }
            }

            try
            {
                next.AddTo(load);
                next.Clear();
                lock (_waiting)
                {
                    _free.Push(next);
                }
            }
#pragma warning disable CA1031 // Flush or Complete throws it on the caller's thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }

            return _failure is null;
        }
    }

    private sealed class Block
    {
        private readonly List<(TId Id, int Entries, SubscriptionData Data)> _subscriptions = new(Thresholds.HandoverSize);
        private readonly List<Entry> _entries = new(Thresholds.HandoverSize * 4);

        public int Count => _subscriptions.Count;

        public void Add(TId id, ReadOnlySpan<Entry> entries, SubscriptionData data)
        {
            _subscriptions.Add((id, entries.Length, data));
            _entries.AddRange(entries);
        }

        public void Clear()
        {
            _subscriptions.Clear();
            _entries.Clear();
        }

        public void AddTo(BulkLoad<TId> load)
        {
            ReadOnlySpan<Entry> entries = CollectionsMarshal.AsSpan(_entries);
            foreach ((TId id, int count, SubscriptionData data) in _subscriptions)
            {
                load.Add(id, entries[..count], data);
                entries = entries[count..];
            }
        }
    }
}
