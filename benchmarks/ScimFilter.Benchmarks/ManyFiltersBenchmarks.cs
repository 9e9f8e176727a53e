using BenchmarkDotNet.Attributes;
using ScimFilter.Benchmarks.Events;

namespace ScimFilter.Benchmarks;

/// <summary>Ten thousand filters of one shape on one event: shared code with constants apart, against code for each.</summary>
[MemoryDiagnoser]
public class ManyFiltersBenchmarks
{
    private const int Count = 10_000;
    private const int Matching = Count / 1_000;

    private readonly Utf8Event _utf8Event = new();
    private Func<Utf8Event, bool>[] _lambdas = [];
    private CompiledFilter[] _filters = [];
    private EventAttributes _attributes = null!;

    [GlobalSetup(Target = nameof(Lambdas))]
    public void SetUpLambdas()
    {
        _lambdas = [.. SampleEvent.Filters(Count).Select(text => OwnLambda.OverUtf8(FilterExpression.Parse(text)).Compile())];
        Expect.Equal(Matching, Lambdas(), "the number of matches");
    }

    [GlobalSetup(Target = nameof(ScimFilter))]
    public void SetUpFilters()
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { CaseExact = true, CodeGeneration = CodeGeneration.Immediate });
        _filters = [.. SampleEvent.Filters(Count).Select(text => compiler.Compile(FilterExpression.Parse(text)))];
        _attributes = new EventAttributes(new EventLayout(_filters));
        _attributes.Read(SampleEvent.Utf8);
        Expect.Equal(Matching, ScimFilter(), "the number of matches");
        Expect.Equal(1, compiler.GetStatistics().Shapes, "the number of shapes");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int Lambdas()
    {
        int matches = 0;
        foreach (Func<Utf8Event, bool> lambda in _lambdas)
        {
            matches += lambda(_utf8Event) ? 1 : 0;
        }

        return matches;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int ScimFilter()
    {
        int matches = 0;
        foreach (CompiledFilter filter in _filters)
        {
            matches += filter.Matches(_attributes) ? 1 : 0;
        }

        return matches;
    }
}
