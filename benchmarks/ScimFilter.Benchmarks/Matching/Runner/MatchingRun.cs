using System.Text;
using ScimFilter.Benchmarks.Matching.Operators;
using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>
/// Measures the index beside BenchmarkDotNet, which cannot interleave candidates nor keep an index of a million between them.
/// Prints a report in Markdown, and writes it down.
/// </summary>
internal sealed class MatchingRun(MatchingArguments arguments, TimeProvider time)
{
    private const double MostMicroseconds = 10;

    private readonly Bars _bars = new();
    private readonly EventScenario _events = new(arguments.Effort);
    private readonly UpdateScenario _updates = new(arguments.Effort);
    private readonly ReaderScenario _readers = new(arguments.Effort);
    private readonly ChurnScenario _churn = new(arguments.Effort);
    private readonly ReadingScenario _reading = new(arguments.Effort);
    private readonly EvaluationScenario _evaluation = new(arguments.Effort);
    private readonly CityLotScenario _lots = new(arguments.Effort);
    private readonly OperatorPart _operators = new(arguments);

    public void Run()
    {
        var updated = new MixtureWorkload("mixture", arguments.UpdateSize, arguments.UpdateSize / 100);
        var hot = new HotTenantWorkload("one hot tenant", arguments.UpdateSize);

        // First, for then no merge of an index that is done with is still under way and counts as memory.
        Part("churn", () => _churn.Measure(updated, _bars));
        Part("reading", () => _reading.Measure(_bars));
        Part("evaluating", () => _evaluation.Measure(_bars));
        Part("lots", () => _lots.Measure(_bars));
        Part("mixture", MeasureMixture);
        Part("variants", MeasureVariants);
        Part("updates", () => _updates.Measure(updated, _bars, MostMicroseconds));
        Part("updates", () => _updates.Measure(hot, _bars, MostMicroseconds));
        Part("readers", () => _readers.Measure(updated, _bars));
        Part("readers", () => _readers.Measure(hot, _bars));
        Part("operator-churn", () => _operators.MeasureChurn(_churn, _bars));
        Part("operators", () => _operators.MeasureOperators(_bars));
        Part("hypermatch", () => _operators.MeasureSmall(_bars));
        Part("hostile", () => _operators.MeasureHostile(_bars));
        Part("operator-updates", () => _operators.MeasureUpdates(_updates, _readers, _bars));
        Part("neighbours", () => _operators.MeasureNeighbours(_bars));
        string report = Report();
        Console.Write(report);
        if (arguments.Output is { } file)
        {
            File.WriteAllText(file, report);
        }
    }

    private void Part(string name, Action measure)
    {
        if (arguments.Parts.Contains(name))
        {
            measure();
        }
    }

    private void MeasureMixture()
    {
        var aims = new MixtureAims(_bars);
        foreach (int size in arguments.Sizes)
        {
            aims.Check(size, _events.MeasureAgainstBaselines(new MixtureWorkload("mixture", size, size / 100)));
        }
    }

    private void MeasureVariants()
    {
        foreach (int size in arguments.Sizes.Where(size => size >= 1_000))
        {
            _events.Measure(new MixtureWorkload("ten times the tenants", size, size / 10));
            _events.Measure(new PlainIdWorkload("no tenants, one type", size));
            _events.Measure(new HotTenantWorkload("one hot tenant", size));
            _events.Measure(new RichWorkload("rich filters", size, size / 100));
        }
    }

    private string Report()
    {
        var report = new StringBuilder("# Matching\n\n").Append(Machine.Describe(time)).Append("\n\n").Append(Notes).Append("\n\n");
        if (arguments.Effort != Effort.Thorough)
        {
            report.Append("A quick run: the figures are rough.\n\n");
        }

        // Times of a dry run say nothing.
        MarkdownTable[] aims = arguments.Effort == Effort.Dry ? [] : [_bars.Table];
        MarkdownTable[] tables =
        [
            .. aims, _events.Events, _events.Baselines, _events.Loads, _reading.Table, _evaluation.Table, _lots.Table, _updates.Table,
            _readers.LatencyTable, _readers.ThroughputTable, _churn.Table, .. _operators.Tables,
        ];
        Array.ForEach(tables, table => table.AppendTo(report));
        return report.ToString().TrimEnd('\n') + "\n";
    }

    private const string Notes =
        """
        From bytes to keys, one thread, in the time that the thread had on a core: 1/6 quantile over rounds in which all candidates take
        turns on the same events. The unit is one `Utf8JsonReader` pass over these events; columns without "ns" are ratios to it. Keys are
        strings: their references count as memory, the strings do not. Quantiles of updates and readers are in time that passed.
        """;
}
