using BenchmarkDotNet.Attributes;
using FastExpressionCompiler;
using ScimFilter.Benchmarks.Events;
using ScimFilter.Benchmarks.Parsing;

namespace ScimFilter.Benchmarks;

/// <summary>
/// What one more filter of a known shape costs from its text to its first answer, against generating code for it. The first call
/// counts, for that is when code is made ready to run.
/// </summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private readonly FilterCompiler _compiler = new(
        new FilterCompilerOptions { CaseExact = true, CodeGeneration = CodeGeneration.Immediate });

    private readonly string[] _texts = SampleEvent.Filters(1_024)[1..];
    private readonly TextEvent _textEvent = new();
    private EventAttributes _attributes = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        CompiledFilter warm = _compiler.Compile(FilterExpression.Parse(SampleEvent.ThreeTerms));
        _attributes = new EventAttributes(new EventLayout(warm));
        _attributes.Read(SampleEvent.Utf8);
        Expect.True(warm.Matches(_attributes), "the filter of three terms matches");
        Expect.True(OwnLambda.OverText(HandWrittenParser.Parse(SampleEvent.ThreeTerms)).CompileFast()(_textEvent), "so does its lambda");

        Expect.True(!Lambda() && !FastLambda() && !ScimFilter(), "the other filters do not match");
        Expect.Equal(1, _compiler.GetStatistics().Shapes, "the number of shapes");
    }

    [Benchmark(Baseline = true)]
    public bool Lambda() => OwnLambda.OverText(HandWrittenParser.Parse(NextText())).Compile()(_textEvent);

    [Benchmark]
    public bool FastLambda() => OwnLambda.OverText(HandWrittenParser.Parse(NextText())).CompileFast()(_textEvent);

    [Benchmark]
    public bool ScimFilter() => _compiler.Compile(FilterExpression.Parse(NextText())).Matches(_attributes);

    private string NextText() => _texts[_next = (_next + 1) % 512];
}
