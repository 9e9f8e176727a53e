using ScimFilter.Json;
using ScimFilter.Json.Slots;
using ScimFilter.Runtime;

namespace ScimFilter.Compilation;

/// <summary>Generated code of a shape.</summary>
internal delegate bool FilterCode(EventSlots slots, Term[] terms);

/// <summary>
/// What all filters of one shape share: the plan, how to read their attributes, and, once the shape is hot, generated code.
/// Thread-safe.
/// </summary>
/// <remarks>
/// Generating code costs hundreds of microseconds and some kilobytes, so a shape that is evaluated a few times gets none;
/// the plan evaluates itself meanwhile, at about half the speed.
/// </remarks>
internal sealed class FilterShape
{
    private const int CallsUntilHot = 64;

    private readonly PlanNode _plan;
    private FilterCode? _code;
    private int _callsLeft;

    public FilterShape(PlanNode plan, ReadPlan readPlan, CodeGeneration generation)
    {
        _plan = plan;
        ReadPlan = readPlan;
        bool canGenerate = generation != CodeGeneration.Never && plan.Size > 1 && CodeGenerator.CanGenerate(plan);
        _callsLeft = canGenerate ? CallsUntilHot : int.MaxValue;
        if (canGenerate && generation == CodeGeneration.Immediate)
        {
            _code = CodeGenerator.Generate(plan);
        }
    }

    public ReadPlan ReadPlan { get; }

    /// <summary>Gets a value indicating whether code was generated.</summary>
    public bool HasCode => Volatile.Read(ref _code) is not null;

    public bool Evaluate(EventSlots slots, Term[] terms)
    {
        FilterCode? code = _code;
        return code is not null ? code(slots, terms) : EvaluatePlan(slots, terms);
    }

    private bool EvaluatePlan(EventSlots slots, Term[] terms)
    {
        // Threads may lose counts to each other, and that does no harm: hot is hot a little later.
        if (_callsLeft != int.MaxValue && --_callsLeft == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static shape => Volatile.Write(ref shape._code, CodeGenerator.Generate(shape._plan)), this, false);
        }

        return _plan.Evaluate(slots, terms);
    }
}
