using ScimFilter.Oracle;

namespace ScimFilter.Fuzz;

/// <summary>
/// The input is a sequence of changes to an index and of events: after every change the index answers as <see cref="NaiveIndex"/>
/// does, however it is asked. Filters and events are built out of bytes, or stand there as text up to the end of the line.
/// </summary>
internal sealed class MatchTarget
{
    private const int MaxSteps = 96;
    private const int MaxEvents = 12;
    private const int Keys = 40;

    private static readonly string[][] _types = [[], ["x"], ["y"], ["x", "X"], ["x", "y", "x"], ["é", "k", "x", ""]];

    private readonly InputBytes _input;
    private readonly FilterCompiler _compiler;
    private readonly SubscriptionIndex<int> _index;
    private readonly NaiveIndex _naive;
    private readonly IndexAnswers _answers;
    private readonly List<byte[]> _events = [];

    private MatchTarget(byte[] input)
    {
        _input = new InputBytes(input);
        bool caseExact = _input.Choose(2) == 1;
        _compiler = new FilterCompiler(new FilterCompilerOptions { CaseExact = caseExact, CodeGeneration = CodeGeneration.Never });
        _index = new SubscriptionIndex<int>(new SubscriptionIndexOptions
        {
            Compiler = _compiler,
            MaxTemplates = _input.Choose([32, 1, 2, 4]),
            MaxAlternatives = _input.Choose([16, 1, 3]),
            MaxAttributes = _input.Choose([4_096, 8]),
        });
        _naive = new NaiveIndex(caseExact);
        _answers = new IndexAnswers(_index, _naive);
    }

    public static void Run(byte[] input)
    {
        var target = new MatchTarget(input);
        for (int step = 0; step < MaxSteps && !target._input.IsAtEnd; step++)
        {
            target.Step();
        }

        target.Check();
    }

    private void Step()
    {
        switch (_input.Choose(16))
        {
            case < 6:
                Set(_input.Choose(Keys));
                break;
            case < 8:
                int key = _input.Choose(Keys);
                FaultException.Unless(_index.Remove(key) == _naive.Remove(key), "Remove does not tell whether there was one.");
                break;
            case < 10:
                Load(_input.Choose(Keys));
                break;
            case 10:
                _index.Clear();
                _naive.Clear();
                break;
            case 11:
                Check();
                break;
            default:
                AddEvent();
                break;
        }
    }

    private void Set(int key)
    {
        string[] types = _input.Choose(_types);
        if (TryReadFilter(out FilterExpression? filter))
        {
            bool isSet = _index.TrySet(key, types, filter, out IReadOnlyList<FilterError> errors);
            FaultException.Unless(isSet == (errors.Count == 0), "Errors and verdict of TrySet disagree.");
            RequireReason(filter, errors);
            if (isSet)
            {
                _naive.Set(key, types, filter);
            }
        }
    }

    private void Load(int count)
    {
        var refused = new HashSet<Subscription<int>>(ReferenceEqualityComparer.Instance);
        var many = new List<Subscription<int>>();
        int step = 1 + _input.Choose(3);
        FilterExpression? filter = null;
        for (int i = 0; i < count; i++)
        {
            // Several have one filter, so that a short input fills more than one segment.
            if (i % 4 == 0 && !TryReadFilter(out filter))
            {
                break;
            }

            many.Add(new Subscription<int>(i * step % Keys, _types[i % _types.Length], filter));
        }

        _index.Load(many, (subscription, errors) =>
        {
            FaultException.Unless(errors.Count > 0, "A subscription is refused for nothing.");
            RequireReason(subscription.Filter, errors);
            refused.Add(subscription);
        });
        foreach (Subscription<int> subscription in many.Where(subscription => !refused.Contains(subscription)))
        {
            _naive.Set(subscription.Id, subscription.EventTypes, subscription.Filter);
        }
    }

    private void AddEvent()
    {
        byte[] json = _input.Choose(4) == 3 ? _input.Line() : EventChoices.Read(_input);
        if (_events.Count < MaxEvents)
        {
            _events.Add(json);
        }

        _answers.Require(json);
    }

    private void Check()
    {
        _answers.RequireCount(Keys);
        _events.ForEach(_answers.Require);
        _answers.RequireBatch(_events);
    }

    private bool TryReadFilter(out FilterExpression? filter)
    {
        filter = null;
        switch (_input.Choose(8))
        {
            case 0:
                return true;
            case 7:
                return FilterExpression.TryParse(_input.LineOfText(), out filter, out _);
            default:
                filter = FilterChoices.Read(_input);
                return true;
        }
    }

    private void RequireReason(FilterExpression? filter, IReadOnlyList<FilterError> errors)
    {
        bool compiles = filter is null || _compiler.TryCompile(filter, out _, out _);
        bool isAboutFilter = errors.Any(error => error.Kind != FilterErrorKind.TooManyAttributes);
        FaultException.Unless(compiles != isAboutFilter, $"The index and the compiler disagree on a filter: {filter}");
    }
}
