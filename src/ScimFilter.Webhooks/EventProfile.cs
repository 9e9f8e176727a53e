using ScimFilter.Schema;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks;

/// <summary>
/// Describes the events of one product: which types there are, which attributes a filter may ask for, and where an event keeps what
/// matching needs. The one place that says how the filter of a webhook is parsed, checked and compiled. Immutable and thread-safe.
/// </summary>
public sealed record EventProfile
{
    /// <summary>Gets the profile of Qlik Cloud's webhooks: its event types, its filter attributes and its three event shapes.</summary>
    public static EventProfile Qlik { get; } = new()
    {
        Schema = QlikFilterAttributes.Schema,
        Catalogue = new EventTypeCatalogue(QlikEventTypes.All),
    };

    /// <summary>Gets what filters may ask for. Default: null, any attribute of an event.</summary>
    public FilterSchema? Schema { get; init; }

    /// <summary>
    /// Gets a value indicating whether strings compare exactly where <see cref="Schema"/> does not say so. Default: true, unlike SCIM: the
    /// attributes of events are mostly identifiers.
    /// </summary>
    public bool CaseExact { get; init; } = true;

    /// <summary>Gets the syntax and the limits of filters. Default: <see cref="FilterOptions.Default"/>.</summary>
    public FilterOptions Filters { get; init; } = FilterOptions.Default;

    /// <summary>Gets the event types that webhooks may ask for. Default: any.</summary>
    public EventTypeCatalogue Catalogue { get; init; } = new() { AcceptsOthers = true };

    /// <summary>
    /// Gets where an event keeps its type, and what access depends on. Default: the names of CloudEvents and of the legacy shape.
    /// </summary>
    public EventPlaces Places { get; init; } = EventPlaces.Default;

    /// <summary>Finds everything that is wrong with a filter.</summary>
    /// <param name="filter">The text.</param>
    /// <param name="eventTypes">
    /// The event types of the webhook, by any of their names in <see cref="Catalogue"/>; a schema may allow an attribute for some of them
    /// only.
    /// </param>
    /// <returns>
    /// Each fault with its place in the text; empty when the filter is valid. Of faults in the syntax only the first is found.
    /// </returns>
    public IReadOnlyList<FilterError> Check(string filter, IReadOnlyCollection<string> eventTypes)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(eventTypes);
        if (!FilterExpression.TryParse(filter, Filters, out FilterExpression? parsed, out FilterError? error))
        {
            return [error];
        }

        return CreateCompiler(CodeGeneration.Never).Validate(parsed, eventTypes);
    }

    /// <summary>Parses a filter.</summary>
    /// <param name="filter">The text.</param>
    /// <exception cref="FilterParseException">The text is not a filter, or beyond a limit of <see cref="Filters"/>.</exception>
    public FilterExpression Parse(string filter) => FilterExpression.Parse(filter, Filters);

    /// <summary>
    /// Creates a compiler for filters of this profile; keep it, since filters that differ in their values alone share its code.
    /// </summary>
    /// <remarks>
    /// What its schema allows for one name of an event type, it allows for all names that <see cref="Catalogue"/> has for it.
    /// </remarks>
    /// <param name="codeGeneration">When machine code is generated.</param>
    public FilterCompiler CreateCompiler(CodeGeneration codeGeneration) => new(FilterCompilerOptions.Default with
    {
        Schema = Schema is null ? null : Catalogue.Naming(Schema),
        CaseExact = CaseExact,
        CodeGeneration = codeGeneration,
    });
}
