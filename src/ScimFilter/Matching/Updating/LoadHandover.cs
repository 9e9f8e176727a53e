using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// Hands planned subscriptions over to a load, in order and some at a time: another thread puts them in while further ones are
/// planned. Where there is no other thread to be had in time, whoever hands over puts them in as well. Used by one thread.
/// </summary>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
internal sealed class LoadHandover<TKey>(BulkLoad<TKey> load)
    where TKey : notnull
{
    private const int ChunkSize = 64;
    private const int MostWaiting = 4;

    private readonly Lock _loading = new();
    private readonly Queue<Chunk> _waiting = new();
    private readonly Stack<Chunk> _spare = new();
    private Chunk _chunk = new();
    private ExceptionDispatchInfo? _failure;
    private bool _hasHelper;

    /// <summary>Takes a subscription. Does not take long, so that it may be done under a lock; <see cref="Flush"/> is to follow.</summary>
    public void Add(TKey key, ReadOnlySpan<Entry> entries, int use) => _chunk.Add(key, entries, use);

    /// <summary>Passes on what was taken, when it is enough.</summary>
    public void Flush()
    {
        if (_chunk.Count < ChunkSize)
        {
            return;
        }

        int waiting;
        bool needsHelper;
        lock (_waiting)
        {
            _waiting.Enqueue(_chunk);
            waiting = _waiting.Count;
            needsHelper = !_hasHelper;
            _hasHelper = true;
            _chunk = _spare.TryPop(out Chunk? spare) ? spare : new Chunk();
        }

        if (needsHelper)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static handover => handover.Help(), this, preferLocal: false);
        }

        if (waiting >= MostWaiting)
        {
            TryLoadNext();
            _failure?.Throw();
        }
    }

    /// <summary>Ends when all is loaded.</summary>
    public void Complete()
    {
        while (TryLoadNext())
        {
        }

        lock (_loading)
        {
            _failure?.Throw();
            _chunk.AddTo(load);
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

    /// <summary>Loads the chunk that came first.</summary>
    /// <returns>Whether there was one, and all went well so far.</returns>
    private bool TryLoadNext()
    {
        lock (_loading)
        {
            Chunk? next;
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
                    _spare.Push(next);
                }
            }
#pragma warning disable CA1031 // It is thrown where the subscriptions come from.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }

            return _failure is null;
        }
    }

    private sealed class Chunk
    {
        private readonly List<(TKey Key, int Entries, int Use)> _subscriptions = new(ChunkSize);
        private readonly List<Entry> _entries = new(ChunkSize * 4);

        public int Count => _subscriptions.Count;

        public void Add(TKey key, ReadOnlySpan<Entry> entries, int use)
        {
            _subscriptions.Add((key, entries.Length, use));
            _entries.AddRange(entries);
        }

        public void Clear()
        {
            _subscriptions.Clear();
            _entries.Clear();
        }

        public void AddTo(BulkLoad<TKey> load)
        {
            ReadOnlySpan<Entry> entries = CollectionsMarshal.AsSpan(_entries);
            foreach ((TKey key, int count, int use) in _subscriptions)
            {
                load.Add(key, entries[..count], use);
                entries = entries[count..];
            }
        }
    }
}
