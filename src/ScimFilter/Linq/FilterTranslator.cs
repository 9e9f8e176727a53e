using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using ScimFilter.Compilation;

namespace ScimFilter.Linq;

/// <summary>
/// Turns filters into predicates over a CLR type, for objects in memory and for databases behind a LINQ provider.
/// Immutable and thread-safe: keep one per type.
/// </summary>
/// <remarks>
/// The literals are captured variables, so EF Core makes SQL parameters of them, and filters that differ in their literals
/// alone share one cached query. Long lists of <c>eq</c> become one <c>Contains</c>. Translating takes microseconds per comparison.
/// </remarks>
/// <typeparam name="T">The type of the resources.</typeparam>
public sealed class FilterTranslator<T>
{
    private readonly MappedObject _root;
    private readonly TranslationRules _rules;

    /// <summary>Creates a translator for objects in memory, with <see cref="FilterTranslatorOptions.Default"/>.</summary>
    /// <param name="map">Says which attributes there are and where; called once.</param>
    public FilterTranslator(Action<AttributeMap<T>> map)
        : this(map, FilterTranslatorOptions.Default)
    {
    }

    /// <summary>Creates a translator.</summary>
    /// <param name="map">Says which attributes there are and where; called once.</param>
    /// <param name="options">What runs the predicates, and how strings compare.</param>
    public FilterTranslator(Action<AttributeMap<T>> map, FilterTranslatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(options);
        var attributes = new AttributeMap<T>();
        map(attributes);
        _root = new MappedObject(attributes.Attributes);
        _rules = new TranslationRules(options);
        Options = options;
    }

    /// <summary>Gets the options.</summary>
    public FilterTranslatorOptions Options { get; }

    /// <summary>Translates a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>The predicate; it expects a resource that is not null.</returns>
    /// <exception cref="FilterValidationException">An attribute is not mapped, or its type cannot answer the filter.</exception>
    public Expression<Func<T, bool>> Translate(FilterExpression filter) =>
        TryTranslate(filter, out Expression<Func<T, bool>>? predicate, out IReadOnlyList<FilterError> errors)
            ? predicate
            : throw new FilterValidationException(filter, errors);

    /// <summary>Translates a filter, without exceptions.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="predicate">The predicate; it expects a resource that is not null.</param>
    /// <param name="errors">Everything that is wrong, in the order of the text; empty when the filter is fine.</param>
    /// <returns>Whether the filter is fine.</returns>
    public bool TryTranslate(
        FilterExpression filter,
        [NotNullWhen(true)] out Expression<Func<T, bool>>? predicate,
        out IReadOnlyList<FilterError> errors)
    {
        ArgumentNullException.ThrowIfNull(filter);
        errors = Options.Schema is null ? [] : FilterPipeline.Validate(Options.Schema, filter, eventTypes: null);
        errors = errors.Count > 0 ? errors : new MappingValidator(_rules).Validate(filter, _root);
        predicate = errors.Count == 0 ? Build(filter) : null;
        return predicate is not null;
    }

    private Expression<Func<T, bool>> Build(FilterExpression filter)
    {
        ParameterExpression resource = Expression.Parameter(typeof(T), "resource");
        var scope = new Scope(resource, _root, Container: null);
        return Expression.Lambda<Func<T, bool>>(new PredicateBuilder(_rules).Build(FilterPipeline.Normalize(filter), scope), resource);
    }
}
