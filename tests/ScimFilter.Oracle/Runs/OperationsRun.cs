namespace ScimFilter.Oracle.Runs;

/// <summary>
/// Any number of random operations on an index that reads all of an event and on one that exits early; each answer is that of
/// going through the subscriptions one by one. Loads are large enough for merges by another thread.
/// </summary>
public sealed class OperationsRun
{
    private const int Keys = 3_000;
    private const int LargestLoad = 1_800;
    private const int LargestBatch = 12;

    /// <summary>So many operations later there are other filters and events.</summary>
    private const int Epoch = 20_000;

    private readonly Random _random;
    private readonly FilterCompiler _compiler;
    private readonly SubscriptionIndex<int> _index;
    private readonly SubscriptionIndex<int> _early;
    private readonly Choice?[] _subscriptions = new Choice?[Keys];
    private Choices _choices;
    private int _count;

    /// <summary>Begins a run, whose every decision follows from its seed.</summary>
    public OperationsRun(int seed)
    {
        _random = new Random(seed);
        var options = new FilterCompilerOptions { CaseExact = _random.Next(2) == 0, CodeGeneration = CodeGeneration.Never };
        _compiler = new FilterCompiler(options);
        var limits = new SubscriptionIndexOptions
        {
            Compiler = _compiler,
            MaxTemplates = _random.Next(3) == 0 ? 4 : 32,
            MaxAlternatives = _random.Next(3) == 0 ? 3 : 16,
        };
        _index = new SubscriptionIndex<int>(limits);
        _early = new SubscriptionIndex<int>(limits with
        {
            Compiler = new FilterCompiler(options with { EventReading = EventReading.EarlyExit }),
        });
        _choices = NextChoices();
    }

    /// <summary>Gets the number of answers that were compared.</summary>
    public long Answers { get; private set; }

    /// <summary>Gets the number of keys in those answers.</summary>
    public long Matches { get; private set; }

    /// <summary>Takes so many operations of a seed, and says what was done.</summary>
    public static string Report(int operations, int seed)
    {
        var run = new OperationsRun(seed);
        run.Run(operations);
        return $"operations: {operations:N0}\nanswers: {run.Answers:N0}\nmatches: {run.Matches:N0}";
    }

    /// <summary>Takes so many operations.</summary>
    public void Run(int operations)
    {
        for (int operation = 1; operation <= operations; operation++)
        {
            Take();
            if (operation % Epoch == 0)
            {
                _choices = NextChoices();
            }
        }

        foreach (RunEvent @event in _choices.Events)
        {
            Match(@event);
        }
    }

    private Choices NextChoices() => new(_random, _compiler, subscriptions: 400, events: 120);

    private void Take()
    {
        int key = _random.Next(Keys);
        switch (_random.Next(2_000))
        {
            case 0 when _random.Next(4) == 0:
                Clear();
                break;
            case < 8:
                Load();
                break;
            case < 800:
                Set(key, _choices.Subscription(_random));
                break;
            case < 1_150:
                Remove(key);
                break;
            case < 1_850:
                Match(_choices.Event(_random));
                break;
            default:
                MatchBatch();
                break;
        }

        FaultException.Unless(_index.Count == _count && _early.Count == _count, $"There are {_count} subscriptions, not {_index.Count}.");
    }

    private void Set(int key, Choice choice)
    {
        _index.Set(key, choice.Types, choice.Filter);
        _early.Set(key, choice.Types, choice.Filter);
        Note(key, choice);
    }

    private void Remove(int key)
    {
        bool isThere = _subscriptions[key] is not null;
        FaultException.Unless(_index.Contains(key) == isThere, $"The index does not know whether it holds {key}.");
        FaultException.Unless(
            _index.Remove(key) == isThere && _early.Remove(key) == isThere, "Remove does not tell whether there was one.");
        Note(key, null);
    }

    private void Load()
    {
        var many = new (int Key, Choice Choice)[_random.Next(_random.Next(LargestLoad))];
        for (int i = 0; i < many.Length; i++)
        {
            many[i] = (_random.Next(Keys), _choices.Subscription(_random));
        }

        _index.Load(many.Select(one => new Subscription<int>(one.Key, one.Choice.Types, one.Choice.Filter)));
        _early.Load(many.Select(one => new Subscription<int>(one.Key, one.Choice.Types, one.Choice.Filter)));
        Array.ForEach(many, one => Note(one.Key, one.Choice));
    }

    private void Clear()
    {
        _index.Clear();
        _early.Clear();
        Array.Clear(_subscriptions);
        _count = 0;
    }

    private void Note(int key, Choice? choice)
    {
        _count += (choice is null ? 0 : 1) - (_subscriptions[key] is null ? 0 : 1);
        _subscriptions[key] = choice;
    }

    private void Match(RunEvent @event)
    {
        int[] expected = Expected(@event);
        RequireSame(expected, IndexAnswers.Sorted(_index.Match(@event.Json)), "bytes");
        RequireSame(expected, IndexAnswers.Sorted(_early.Match(@event.Json)), "bytes with an early exit");
        RequireSame(expected, IndexAnswers.Sorted(_index.Match(@event.Element)), "an element");
    }

    private void MatchBatch()
    {
        RunEvent[] events = [.. Enumerable.Range(0, _random.Next(LargestBatch)).Select(_ => _choices.Event(_random))];
        ReadOnlyMemory<byte>[] texts = [.. events.Select(one => (ReadOnlyMemory<byte>)one.Json)];
        List<int>[] found = [.. events.Select(_ => new List<int>())];
        (_random.Next(4) == 0 ? _early : _index).Match(texts, (number, key) => found[number].Add(key));
        for (int i = 0; i < events.Length; i++)
        {
            RequireSame(Expected(events[i]), [.. found[i].Order()], "a batch");
        }
    }

    private int[] Expected(RunEvent @event) => [.. Enumerable.Range(0, Keys).Where(key => _subscriptions[key]?.Matches(@event) == true)];

    private void RequireSame(int[] expected, int[] actual, string way)
    {
        Answers++;
        Matches += expected.Length;
        FaultException.Unless(
            expected.SequenceEqual(actual),
            $"By {way} the index finds {string.Join(',', actual)}, one by one it is {string.Join(',', expected)}.");
    }
}
