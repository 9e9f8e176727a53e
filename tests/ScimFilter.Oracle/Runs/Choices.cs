namespace ScimFilter.Oracle.Runs;

/// <summary>The filters and events of a run, made of random numbers by what builds them of the bytes of an input.</summary>
public sealed class Choices
{
    private const int LongestInput = 200;

    private static readonly string[][] _types =
    [
        [], [], ["x"], ["y"], ["x", "X"], ["x", "y", "é"], [.. Enumerable.Range(0, 26).Select(i => $"t{i}"), "x"],
    ];

    private readonly List<Choice> _subscriptions = [];
    private readonly List<RunEvent> _events = [];

    /// <summary>Makes as many as asked for; filters that do not compile are left out.</summary>
    public Choices(Random random, FilterCompiler compiler, int subscriptions, int events)
    {
        while (_subscriptions.Count < subscriptions)
        {
            FilterExpression? filter = random.Next(20) == 0 ? null : FilterChoices.Read(Input(random));
            if (filter is null || compiler.TryCompile(filter, out _, out _))
            {
                _subscriptions.Add(new Choice(_types[random.Next(_types.Length)], filter, compiler.Options.CaseExact));
            }
        }

        while (_events.Count < events)
        {
            _events.Add(new RunEvent(EventChoices.Read(Input(random)), _events, _events.Count));
        }
    }

    public IReadOnlyList<RunEvent> Events => _events;

    public Choice Subscription(Random random) => _subscriptions[random.Next(_subscriptions.Count)];

    public RunEvent Event(Random random) => _events[random.Next(_events.Count)];

    private static InputBytes Input(Random random)
    {
        byte[] input = new byte[random.Next(LongestInput)];
        random.NextBytes(input);
        return new InputBytes(input);
    }
}
