namespace ScimFilter.Oracle.Runs;

/// <summary>
/// Readers and writers at once: every answer is right, for the keys of each writer, in a state that was current during the call.
/// A writer has keys of its own, and only when it is alone it clears the index.
/// </summary>
public sealed class ReadersRun
{
    private const int Keys = 2_500;
    private const int LargestLoad = 1_800;
    private const int Readers = 2;

    /// <summary>A run of an even seed has two writers, one of an odd seed has one.</summary>
    private const int MostWriters = 2;

    private readonly SubscriptionIndex<RunKey> _index;
    private readonly Choices _choices;
    private readonly ChangeLog[] _logs;
    private readonly Replica[][] _replicas;
    private readonly long _mostChanges;
    private long _changes;
    private long _answers;
    private long _matches;
    private long _laterStates;
    private int _mostSegments;

    private ReadersRun(int seed, long mostChanges)
    {
        _mostChanges = mostChanges;
        var compiler = new FilterCompiler();
        _index = new SubscriptionIndex<RunKey>(new SubscriptionIndexOptions { Compiler = compiler });
        _choices = new Choices(new Random(seed), compiler, subscriptions: 300, events: 60);
        _logs = [.. Enumerable.Range(0, MostWriters - (seed % MostWriters)).Select(_ => new ChangeLog())];
        _replicas = [.. Enumerable.Range(0, Readers).Select(_ => _logs.Select(log => new Replica(log, Keys)).ToArray())];
    }

    /// <summary>Runs for some time, or until so many changes are made, and says what was done.</summary>
    public static string Report(TimeSpan time, long mostChanges, int seed)
    {
        var run = new ReadersRun(seed, mostChanges);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        run.Run(time, seed);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        SubscriptionIndexStatistics statistics = run._index.GetStatistics();
        return $"""
            writers: {run._logs.Length}, readers: {Readers}
            changes: {run._changes:N0}
            answers: {run._answers:N0}, with {run._matches:N0} matches, {run._laterStates:N0} of a state after the first
            segments: at most {run._mostSegments}
            subscriptions: {statistics.Subscriptions} in {statistics.Bytes / 1024:N0} KiB
            memory before and after: {before / 1024:N0} KiB, {after / 1024:N0} KiB
            """;
    }

    private void Run(TimeSpan time, int seed)
    {
        using var done = new CancellationTokenSource();
        Task[] tasks =
        [
            .. Enumerable.Range(0, _logs.Length).Select(writer => Start(() => Write(writer, new Random(~seed + writer), done.Token), done)),
            .. _replicas.Select((replicas, reader) => Start(() => Read(replicas, new Random(seed + reader), done.Token), done)),
        ];
        done.CancelAfter(time);
        Task.WaitAll(tasks);
    }

    private static Task Start(Action action, CancellationTokenSource done) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                action();
            }
            finally
            {
                done.Cancel();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private void Write(int writer, Random random, CancellationToken done)
    {
        while (!done.IsCancellationRequested && Interlocked.Read(ref _changes) < _mostChanges)
        {
            int key = random.Next(Keys);
            switch (random.Next(3_000))
            {
                case 0 when _logs.Length == 1:
                    _logs[writer].Make([.. Enumerable.Range(0, Keys).Select(number => (number, (Choice?)null))], _index.Clear);
                    break;
                case < 6:
                    Load(writer, random);
                    break;
                case < 1_000:
                    _logs[writer].Make([(key, null)], () => _index.Remove(new RunKey(key, writer)));
                    break;
                default:
                    Choice choice = _choices.Subscription(random);
                    _logs[writer].Make([(key, choice)], () => _index.Set(new RunKey(key, writer), choice.Types, choice.Filter));
                    break;
            }

            Interlocked.Increment(ref _changes);
        }
    }

    private void Load(int writer, Random random)
    {
        int[] numbers = [.. Enumerable.Range(0, Keys)];
        random.Shuffle(numbers);
        var many = new (int Key, Choice? Choice)[random.Next(LargestLoad)];
        var subscriptions = new Subscription<RunKey>[many.Length];
        for (int i = 0; i < many.Length; i++)
        {
            Choice choice = _choices.Subscription(random);
            many[i] = (numbers[i], choice);
            subscriptions[i] = new Subscription<RunKey>(new RunKey(numbers[i], writer), choice.Types, choice.Filter);
        }

        _logs[writer].Make(many, () => _index.Load(subscriptions));
    }

    private void Read(Replica[] replicas, Random random, CancellationToken done)
    {
        List<int>[] found = [.. replicas.Select(_ => new List<int>())];
        while (!done.IsCancellationRequested)
        {
            RunEvent @event = _choices.Event(random);
            Array.ForEach(found, list => list.Clear());
            Array.ForEach(replicas, replica => replica.Begin());
            foreach (RunKey key in _index.Match(@event.Json))
            {
                FaultException.Unless(key.IsWhole, $"A key is torn: {key}");
                found[key.Writer].Add((int)key.Number);
            }

            for (int writer = 0; writer < replicas.Length; writer++)
            {
                FaultException.Unless(found[writer].Distinct().Count() == found[writer].Count, "A key is there twice.");
                bool isRight = replicas[writer].HasState(@event, found[writer], out int states);
                FaultException.Unless(isRight, $"An answer is of none of the {states} states since the call began.");
                Interlocked.Add(ref _matches, found[writer].Count);
                Interlocked.Add(ref _laterStates, states > 1 ? 1 : 0);
            }

            if (Interlocked.Increment(ref _answers) % 1_024 == 0)
            {
                NoteSegments(_index.GetStatistics().Segments);
            }
        }
    }

    private void NoteSegments(int segments)
    {
        int most = Volatile.Read(ref _mostSegments);
        while (segments > most && Interlocked.CompareExchange(ref _mostSegments, segments, most) is var now && now != most)
        {
            most = now;
        }
    }
}
