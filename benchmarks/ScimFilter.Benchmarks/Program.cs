using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using ScimFilter.Benchmarks.Matching.Runner;

// `matching` measures the index by a runner of its own; everything else is BenchmarkDotNet's.
if (args is ["matching", ..])
{
    if (!MatchingArguments.TryParse(args.AsSpan(1), out MatchingArguments? arguments))
    {
        Console.Error.WriteLine(MatchingArguments.Usage);
        return 2;
    }

    new MatchingRun(arguments, TimeProvider.System).Run();
    return 0;
}

// Reports go to artifacts/benchmarks/results; `--artifacts` sends them elsewhere. Those worth keeping are copied to benchmarks/results.
// Building takes longer than the two minutes of the default on a machine that is busy.
IConfig config = DefaultConfig.Instance
    .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"))
    .WithBuildTimeout(TimeSpan.FromMinutes(10));

var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);

// A benchmark that threw, or whose setup found a wrong result, fails the run.
return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
