using ScimFilter.Analysis;
using ScimFilter.Ast;
using ScimFilter.Json;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Compilation;

/// <summary>
/// The stages of a filter between its text and its answers: validate, normalize, lower, bind. Thread-safe.
/// </summary>
/// <remarks>
/// A compiler runs all four. The index validates a filter, splits it by keys, and takes what keys do not decide through the last three.
/// Explaining validates a filter and binds each leaf by itself, as it is written. LINQ validates and normalizes, and translates the
/// normal form instead of lowering it.
/// </remarks>
internal sealed class FilterPipeline(FilterCompilerOptions options)
{
    private readonly ShapeCache _shapes = new(options.MaxShapes);

    /// <summary>Gets how events are read.</summary>
    public ReadLimits Limits { get; } = new(options.EventReading, options.MaxEventLength, options.MaxEventDepth);

    /// <summary>Gets what finds the attributes of paths.</summary>
    public AttributeResolver Resolver { get; } =
        new(options.Schema, options.CaseExact ? TextComparison.Exact : TextComparison.IgnoreCase);

    /// <summary>Gives what the cache of shapes has done so far.</summary>
    public FilterCompilerStatistics Statistics => new(_shapes.Hits, _shapes.Misses, _shapes.Count, _shapes.CountWithCode);

    /// <summary>All four stages.</summary>
    /// <param name="filter">The filter as it was parsed.</param>
    /// <param name="bound">The filter, ready to be evaluated, if it is valid.</param>
    /// <param name="errors">Everything that is wrong, in the order of the text; empty when the filter is valid.</param>
    /// <returns>Whether it is valid.</returns>
    public bool TryCompile(FilterExpression filter, out BoundFilter bound, out IReadOnlyList<FilterError> errors)
    {
        errors = Validate(options.Schema, filter, eventTypes: null);
        bound = errors.Count > 0 ? default : BindNormal(Normalize(filter));
        return errors.Count == 0;
    }

    /// <summary>First stage: finds what no operator can take, and what the schema does not allow.</summary>
    /// <param name="schema">The schema, or null.</param>
    /// <param name="filter">The filter as it was parsed.</param>
    /// <param name="eventTypes">The event types that it is for; null leaves the rules about event types out, none means any type.</param>
    public static IReadOnlyList<FilterError> Validate(
        FilterSchema? schema, FilterExpression filter, IReadOnlyCollection<string>? eventTypes) =>
        new FilterValidator(schema, eventTypes).Validate(filter);

    /// <summary>Second stage: a filter with the same answer on every event, in the one order that all filters of its shape have.</summary>
    public static FilterExpression Normalize(FilterExpression valid) => Normalizer.Normalize(valid);

    /// <summary>Third and fourth stage, of a filter in normal form.</summary>
    public BoundFilter BindNormal(FilterExpression normal) => Bind(Lower(normal, container: null));

    /// <summary>Third and fourth stage, of one comparison or presence test. Its shape is not cached, and runs no generated code.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="container">The attribute of the value path that it stands in, or null.</param>
    public BoundFilter BindLeaf(FilterExpression leaf, AttributePath? container)
    {
        LoweredFilter lowered = Lower(leaf, container);
        return new BoundFilter(new FilterShape(lowered.Plan, new ReadPlan(lowered.Requests), CodeGeneration.Never), lowered.Terms);
    }

    /// <summary>Takes a filter apart into what all filters of its shape share, and its own constants.</summary>
    private LoweredFilter Lower(FilterExpression normal, AttributePath? container) =>
        new Lowering(Resolver, (inner, path) => new ElementFilter(Bind(Lower(inner, path)), Limits), container).Lower(normal);

    /// <summary>
    /// Joins the constants with the cached shape, which holds the plan for reading events and, once it is hot, generated code.
    /// </summary>
    private BoundFilter Bind(LoweredFilter lowered)
    {
        FilterShape shape = _shapes.GetOrAdd(
            lowered.Key(),
            static state => new FilterShape(state.Plan, new ReadPlan(state.Requests), state.CodeGeneration),
            (lowered.Plan, lowered.Requests, options.CodeGeneration));
        return new BoundFilter(shape, lowered.Terms);
    }
}
