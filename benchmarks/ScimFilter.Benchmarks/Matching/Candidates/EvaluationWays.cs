namespace ScimFilter.Benchmarks.Matching.Candidates;

/// <summary>A way to evaluate, of those that <see cref="EvaluateBenchmarks"/> sets up.</summary>
internal interface IEvaluationWay
{
    static abstract bool Evaluate(EvaluateBenchmarks subject);
}

/// <summary>Ways to evaluate a filter on an event that was read before.</summary>
internal static class EvaluationWays
{
    public readonly struct ScimFilter : IEvaluationWay
    {
        public static bool Evaluate(EvaluateBenchmarks subject) => subject.Attributes();
    }

    public readonly struct Lambda : IEvaluationWay
    {
        public static bool Evaluate(EvaluateBenchmarks subject) => subject.Lambda();
    }

    public readonly struct DynamicLinq : IEvaluationWay
    {
        public static bool Evaluate(EvaluateBenchmarks subject) => subject.DynamicLinq();
    }

    public readonly struct Serilog : IEvaluationWay
    {
        public static bool Evaluate(EvaluateBenchmarks subject) => subject.SerilogExpressions();
    }

    public readonly struct RulesEngine : IEvaluationWay
    {
        public static bool Evaluate(EvaluateBenchmarks subject) => subject.RulesEngine().GetAwaiter().GetResult();
    }
}
