using System.Linq.Dynamic.Core;
using BenchmarkDotNet.Attributes;
using RulesEngine.Models;
using ScimFilter.Benchmarks.Events;
using Serilog.Events;
using Serilog.Expressions;
using Serilog.Parsing;

namespace ScimFilter.Benchmarks;

/// <summary>
/// One filter of three terms on one event, against code made for this filter alone and against the expression libraries. All but
/// <see cref="Json"/> and <see cref="Dictionary"/> get an event that was read before.
/// </summary>
[MemoryDiagnoser]
public class EvaluateBenchmarks
{
    private const string Condition =
        $"""
        Id == "b36d7c20-4de1-4f4a-9d4e-0c1f6f2b7d11" or SpaceId == "741603da-1c55-4a4b-8d0c-9b86b1e2f3a4" or Type == "{SampleEvent.Type}"
        """;

    private readonly Utf8Event _utf8Event = new();
    private readonly TextEvent _textEvent = new();
    private readonly byte[] _json = SampleEvent.Utf8;
    private readonly Dictionary<string, object?> _dictionary = new()
    {
        ["id"] = SampleEvent.Id, ["spaceId"] = SampleEvent.SpaceId, ["type"] = SampleEvent.Type,
    };

    private Func<Utf8Event, bool> _lambda = null!;
    private CompiledFilter _filter = null!;
    private EventAttributes _attributes = null!;
    private CompiledExpression _serilog = null!;
    private LogEvent _logEvent = null!;
    private Func<TextEvent, bool> _dynamicLinq = null!;
    private global::RulesEngine.RulesEngine _rulesEngine = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        FilterExpression filter = FilterExpression.Parse(SampleEvent.ThreeTerms);
        _lambda = OwnLambda.OverUtf8(filter).Compile();
        var options = new FilterCompilerOptions { CaseExact = true, CodeGeneration = CodeGeneration.Immediate };
        _filter = new FilterCompiler(options).Compile(filter);
        _attributes = new EventAttributes(new EventLayout(_filter));
        _attributes.Read(_json);
        _serilog = SerilogExpression.Compile(Condition.Replace(" == ", " = ").Replace('"', '\''));
        _logEvent = new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, new MessageTemplateParser().Parse(""),
        [
            new("Id", new ScalarValue(SampleEvent.Id)), new("SpaceId", new ScalarValue(SampleEvent.SpaceId)),
            new("Type", new ScalarValue(SampleEvent.Type)),
        ]);
        _dynamicLinq = DynamicExpressionParser.ParseLambda<TextEvent, bool>(ParsingConfig.Default, false, Condition).Compile();
        string expression = "input1." + Condition.Replace("or ", "or input1.");
        var rule = new Rule { RuleName = "filter", Expression = expression };
        _rulesEngine = new([new Workflow { WorkflowName = "filter", Rules = [rule] }]);

        Expect.True(Lambda(), "the lambda matches");
        Expect.True(Attributes() && Json() && Dictionary(), "the filter matches");
        Expect.True(SerilogExpressions(), "Serilog.Expressions matches");
        Expect.True(DynamicLinq(), "System.Linq.Dynamic.Core matches");
        Expect.True(await RulesEngine(), "RulesEngine matches");
    }

    [Benchmark(Baseline = true)]
    public bool Lambda() => _lambda(_utf8Event);

    [Benchmark]
    public bool Attributes() => _filter.Matches(_attributes);

    [Benchmark]
    public bool Json() => _filter.Matches(_json);

    [Benchmark]
    public bool Dictionary() => _filter.Matches(_dictionary);

    [Benchmark]
    public bool SerilogExpressions() => ExpressionResult.IsTrue(_serilog(_logEvent));

    [Benchmark]
    public bool DynamicLinq() => _dynamicLinq(_textEvent);

    [Benchmark]
    public async Task<bool> RulesEngine() => (await _rulesEngine.ExecuteAllRulesAsync("filter", _textEvent))[0].IsSuccess;
}
