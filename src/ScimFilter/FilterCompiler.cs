using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ScimFilter.Compilation;
using ScimFilter.Explaining;
using ScimFilter.Json;

namespace ScimFilter;

/// <summary>
/// Compiles filters. Filters that differ in their literals alone have one shape and share its code, so a further filter of a
/// known shape costs about a microsecond and some hundred bytes. Thread-safe; keep one for all filters of a kind.
/// </summary>
public sealed class FilterCompiler
{
    /// <summary>Creates a compiler with <see cref="FilterCompilerOptions.Default"/>.</summary>
    public FilterCompiler()
        : this(FilterCompilerOptions.Default)
    {
    }

    /// <summary>Creates a compiler.</summary>
    /// <param name="options">How filters are compiled and events are read.</param>
    public FilterCompiler(FilterCompilerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Pipeline = new FilterPipeline(options);
    }

    /// <summary>Gets the options.</summary>
    public FilterCompilerOptions Options { get; }

    internal FilterPipeline Pipeline { get; }

    internal ReadLimits Limits => Pipeline.Limits;

    internal SlotsPool Slots { get; } = new();

    /// <summary>Compiles a filter. Takes about a microsecond when its shape is known, some more per attribute when it is new.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>The compiled filter.</returns>
    /// <exception cref="FilterValidationException">An operator cannot take its value, or the schema does not allow something.</exception>
    public CompiledFilter Compile(FilterExpression filter) =>
        TryCompile(filter, out CompiledFilter? compiled, out IReadOnlyList<FilterError> errors)
            ? compiled
            : throw new FilterValidationException(filter, errors);

    /// <summary>Compiles a filter, without exceptions.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="compiled">The compiled filter.</param>
    /// <param name="errors">Everything that is wrong, in the order of the text; empty when the filter is fine.</param>
    /// <returns>Whether the filter is fine.</returns>
    public bool TryCompile(FilterExpression filter, [NotNullWhen(true)] out CompiledFilter? compiled, out IReadOnlyList<FilterError> errors)
    {
        ArgumentNullException.ThrowIfNull(filter);
        compiled = Pipeline.TryCompile(filter, out BoundFilter bound, out errors) ? new CompiledFilter(this, bound) : null;
        return compiled is not null;
    }

    /// <summary>
    /// Checks a filter for a subscription to certain event types: what a <see cref="SubscriptionIndex{TKey}"/> with this compiler refuses.
    /// </summary>
    /// <param name="filter">The filter.</param>
    /// <param name="eventTypes">
    /// The event types of the subscription; null leaves the rules about event types out, none means any type.
    /// </param>
    /// <returns>Everything that is wrong, in the order of the text; empty when nothing is.</returns>
    public IReadOnlyList<FilterError> Validate(FilterExpression filter, IReadOnlyCollection<string>? eventTypes)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return FilterPipeline.Validate(Options.Schema, filter, eventTypes);
    }

    /// <summary>
    /// Evaluates a filter on an event and tells of each part of it whether it holds, and why. Costs some microseconds a part, so it
    /// is for people, not for every event.
    /// </summary>
    /// <param name="filter">The filter.</param>
    /// <param name="utf8Event">The event as JSON in UTF-8, without a byte order mark.</param>
    /// <returns>The explanation of the filter as it is written, with the verdict that evaluation has.</returns>
    /// <exception cref="FilterValidationException">An operator cannot take its value, or the schema does not allow something.</exception>
    /// <exception cref="EventFormatException">
    /// The event is no JSON, as far as <see cref="FilterCompilerOptions.EventReading"/> looks, or beyond a limit, also where evaluation
    /// has its answer before it gets there.
    /// </exception>
    public FilterExplanation Explain(FilterExpression filter, ReadOnlySpan<byte> utf8Event)
    {
        Check(filter);
        return new Explainer(Pipeline).Explain(filter, utf8Event);
    }

    /// <summary>Explains a filter on an event that was parsed already, by reading the text behind it.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="event">The event.</param>
    /// <returns>The explanation of the filter as it is written.</returns>
    /// <exception cref="FilterValidationException">An operator cannot take its value, or the schema does not allow something.</exception>
    /// <exception cref="EventFormatException">The event is beyond a limit of <see cref="FilterCompilerOptions"/>.</exception>
    /// <exception cref="ObjectDisposedException">The document of the element was disposed.</exception>
    /// <exception cref="InvalidOperationException">The element is of no document: it is <c>default</c>.</exception>
    public FilterExplanation Explain(FilterExpression filter, JsonElement @event)
    {
        Check(filter);
        return new Explainer(Pipeline).Explain(filter, @event);
    }

    /// <summary>Gives what the cache of shapes has done so far.</summary>
    public FilterCompilerStatistics GetStatistics() => Pipeline.Statistics;

    private void Check(FilterExpression filter)
    {
        IReadOnlyList<FilterError> errors = Validate(filter, eventTypes: null);
        if (errors.Count > 0)
        {
            throw new FilterValidationException(filter, errors);
        }
    }
}
