using ScimFilter.Benchmarks.Matching.Runner;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Measures the chosen kinds at the chosen sizes.</summary>
internal sealed class OperatorPart(MatchingArguments arguments)
{
    /// <summary>All sizes that are multiples of it have whole groups of filters.</summary>
    private const int GroupSize = 100;

    /// <summary>The most characters of all filters; parsed they take about ten bytes for each.</summary>
    private const long MostText = 1 << 28;

    private const double MostMicroseconds = 12;

    private readonly OperatorScenario _operators = new("Operators, per event", arguments);
    private readonly OperatorScenario _small = new("Workloads of hypermatch, per event", arguments);
    private readonly OperatorScenario _hostile = new("Hostile filters and events, per event", arguments);
    private readonly NeighbourScenario _neighbours = new(arguments.Effort);

    public IEnumerable<MarkdownTable> Tables => [_operators.Table, _small.Table, _hostile.Table, _neighbours.Table];

    private IEnumerable<int> Sizes => arguments.Sizes.Where(size => size % GroupSize == 0);

    public void MeasureOperators(Bars bars)
    {
        Measure(_operators, bars, OperatorKinds.All);
        foreach (int size in Sizes.Where(_ => arguments.Wants(OperatorKinds.Rich)))
        {
            Measure(_operators, bars, new RichWorkload(OperatorKinds.Rich, size, size / GroupSize), matches: null);
        }
    }

    public void MeasureSmall(Bars bars) => Measure(_small, bars, SmallKinds.All);

    public void MeasureHostile(Bars bars) => Measure(_hostile, bars, OperatorKinds.Hostile);

    public void MeasureNeighbours(Bars bars)
    {
        foreach (int size in Sizes)
        {
            _neighbours.Measure(size, bars);
        }
    }

    /// <summary>Changes subscriptions of each kind, all of which are in the scope of one event type, alone and beside a reader.</summary>
    public void MeasureUpdates(UpdateScenario updates, ReaderScenario readers, Bars bars)
    {
        foreach (Workload workload in OperatorKinds.Unscoped.Where(kind => arguments.Wants(kind.Name)).Select(Updated))
        {
            updates.Measure(workload, bars, MostMicroseconds);
            readers.Measure(workload, bars);
        }
    }

    public void MeasureChurn(ChurnScenario churn, Bars bars) => churn.Measure(Updated(OperatorKinds.OfAllSorts), bars);

    private KindWorkload Updated(Kind kind) => new(kind, arguments.UpdateSize, arguments.Distinct, inCapitals: false);

    private KindWorkload Create(Kind kind, int size) => new(kind, size, arguments.Distinct, !arguments.Compiler.CaseExact);

    private void Measure(OperatorScenario scenario, Bars bars, Kind[] kinds)
    {
        foreach (Kind kind in kinds.Where(kind => arguments.Wants(kind.Name)))
        {
            foreach (int size in Sizes.Where(size => IsAffordable(kind, size)))
            {
                int? matches = arguments.Distinct < size ? null : kind.Matches;
                Measure(scenario, bars, Create(kind, size), matches);
            }
        }
    }

    private static bool IsAffordable(Kind kind, int size)
    {
        var middle = new Draw(size / 2, size, size / 2, new Random(1), InCapitals: false);
        return (long)kind.Filter(middle).Length * size <= MostText;
    }

    private static void Measure(OperatorScenario scenario, Bars bars, Workload workload, int? matches) =>
        new OperatorAims(bars).Check(workload.Name, workload.Count, scenario.Measure(workload, matches));
}
