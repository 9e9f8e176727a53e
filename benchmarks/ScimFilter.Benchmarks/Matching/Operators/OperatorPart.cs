using ScimFilter.Benchmarks.Matching.Runner;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Measures the chosen kinds at the chosen sizes.</summary>
internal sealed class OperatorPart(MatchingArguments arguments)
{
    /// <summary>Below, there is not one group of filters.</summary>
    private const int SmallestSize = 100;

    private readonly OperatorScenario _operators = new("Operators, per event", arguments.Effort);

    public IEnumerable<MarkdownTable> Tables => [_operators.Table];

    public void MeasureOperators(Bars bars)
    {
        var aims = new OperatorAims(bars);
        foreach (string kind in OperatorKinds.Names.Where(arguments.Wants))
        {
            foreach (int size in arguments.Sizes.Where(size => size >= SmallestSize))
            {
                aims.Check(kind, size, _operators.Measure(OperatorKinds.Create(kind, size, arguments.Distinct)));
            }
        }
    }
}
