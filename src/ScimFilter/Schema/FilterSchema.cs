using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ScimFilter.Schema;

/// <summary>
/// What filters may contain: the attributes, their types and places, and which parts of the language are allowed. Immutable and
/// thread-safe.
/// </summary>
public sealed class FilterSchema
{
    private readonly FrozenDictionary<string, SchemaAttribute> _byName;
    private readonly FrozenDictionary<string, SchemaAttribute> _extensions;

    /// <summary>Creates a schema.</summary>
    /// <param name="attributes">The attributes; sub-attributes are attributes of their own, with dotted names.</param>
    /// <exception cref="ArgumentException">A name stands twice, ignoring case, or is not a name.</exception>
    public FilterSchema(params IEnumerable<SchemaAttribute> attributes)
    {
        Attributes = [.. attributes];
        var byName = new Dictionary<string, SchemaAttribute>(StringComparer.OrdinalIgnoreCase);
        foreach (SchemaAttribute attribute in Attributes)
        {
            if (!SchemaAttribute.IsFullName(attribute.Name))
            {
                throw new ArgumentException($"'{attribute.Name}' is not the name of an attribute.", nameof(attributes));
            }

            if (!byName.TryAdd(attribute.Name, attribute))
            {
                throw new ArgumentException($"The attribute '{attribute.Name}' stands twice.", nameof(attributes));
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _extensions = byName.Keys
            .Where(name => name.Contains(':'))
            .Select(name => name[..name.LastIndexOf(':')])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(
                urn => urn, urn => new SchemaAttribute { Name = urn, Type = AttributeType.Complex }, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Gets the URN of the schema: a filter may put it before an attribute, and no other but those of extensions. Null: any of the core
    /// schemas of RFC 7643 (User, Group, ServiceProviderConfig, ResourceType, Schema).
    /// </summary>
    public string? Id { get; init; }

    /// <summary>Gets the attributes in the order given.</summary>
    public ImmutableArray<SchemaAttribute> Attributes { get; }

    /// <summary>Gets a value indicating whether filters may say <c>not</c>. Default: true.</summary>
    public bool AllowsNegation { get; init; } = true;

    /// <summary>Gets a value indicating whether filters may hold value paths. Default: true.</summary>
    public bool AllowsValuePaths { get; init; } = true;

    /// <summary>
    /// Gets the URNs of further schemas of resources: their attributes have them in front, but are at the top of an event.
    /// </summary>
    internal ImmutableArray<string> OtherResources { get; init; } = [];

    /// <summary>
    /// Reads a schema from JSON: a schema resource of RFC 7643 section 7, with the members that README's schema section adds; an array
    /// of them; or the list response of a server's <c>/Schemas</c>. Several are joined as <see cref="FromJson(IEnumerable{string})"/> says.
    /// </summary>
    /// <param name="json">The text: at most 4,194,304 characters, 64 levels and 10,000 attributes.</param>
    /// <exception cref="FormatException">
    /// The text is not JSON, not a schema, or beyond a limit. An unknown member is an error, unless its name has a colon or starts with
    /// <c>$</c> or <c>x-</c>. The message says what is wrong, with line, column and place.
    /// </exception>
    public static FilterSchema FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return SchemaJson.Read([json]);
    }

    /// <summary>Reads several schemas from JSON and joins them: that of a resource and those of its extensions.</summary>
    /// <remarks>
    /// <para>
    /// The first schema whose URN has no part <c>extension</c> describes the resource itself. The attributes of the others are found under
    /// their URN, and filters write it before them. Core schemas of RFC 7643 that are not the first, such as Group after User, describe
    /// other resources: a name without a URN is that of the first schema that has it. Those of the service's configuration
    /// (ServiceProviderConfig, ResourceType, Schema) are left out beside others, as their resources cannot be filtered.
    /// </para>
    /// <para>
    /// A schema with an <c>id</c> is one of SCIM resources: the common attributes of RFC 7643 section 3.1 (<c>id</c>, <c>externalId</c>,
    /// <c>meta</c> and <c>schemas</c>) belong to it, listed or not. One without an <c>id</c> has its own attributes alone.
    /// </para>
    /// </remarks>
    /// <param name="jsons">The texts, each one that <see cref="FromJson(string)"/> takes; together at most 10,000 attributes.</param>
    /// <exception cref="ArgumentException">There is no text.</exception>
    /// <exception cref="FormatException">A text is not a schema, or the schemas do not fit together.</exception>
    public static FilterSchema FromJson(params IEnumerable<string> jsons)
    {
        ArgumentNullException.ThrowIfNull(jsons);
        string[] texts = [.. jsons];
        return texts.Length > 0 && !texts.Contains(null)
            ? SchemaJson.Read(texts)
            : throw new ArgumentException("A schema needs at least one text, and none that is null.", nameof(jsons));
    }

    /// <summary>Checks a filter, without regard to event types.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>Everything that is wrong, in the order of the text; empty when nothing is.</returns>
    public IReadOnlyList<FilterError> Validate(FilterExpression filter) => Validate(filter, eventTypes: null);

    /// <summary>Checks a filter for a subscription to certain event types.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="eventTypes">
    /// The event types of the subscription; null leaves the rules about event types out, none means any type.
    /// </param>
    /// <returns>Everything that is wrong, in the order of the text; empty when nothing is.</returns>
    public IReadOnlyList<FilterError> Validate(FilterExpression filter, IReadOnlyCollection<string>? eventTypes)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new FilterValidator(this, eventTypes).Validate(filter);
    }

    /// <summary>
    /// Gives this schema for event types that have several names: an attribute that is allowed for one name of a type is allowed for all
    /// names of it. A subscription to any of the names then gets the same verdict.
    /// </summary>
    /// <param name="namesOf">Gives all names of the event type that has a name.</param>
    /// <returns>The schema; this one where no attribute gets a further event type.</returns>
    public FilterSchema WithEventTypeNames(Func<string, IEnumerable<string>> namesOf)
    {
        ArgumentNullException.ThrowIfNull(namesOf);
        SchemaAttribute[] attributes =
            [.. Attributes.Select(attribute => attribute with { EventTypes = Named(attribute.EventTypes, namesOf) })];
        return attributes.Sum(attribute => attribute.EventTypes.Length)
            == Attributes.Sum(attribute => attribute.EventTypes.Distinct(StringComparer.Ordinal).Count())
            ? this
            : new FilterSchema(attributes)
            {
                Id = Id, AllowsNegation = AllowsNegation, AllowsValuePaths = AllowsValuePaths, OtherResources = OtherResources,
            };
    }

    /// <summary>Finds an attribute by its full name. The URN of an extension is the name of the object that has its attributes.</summary>
    internal SchemaAttribute? Find(string name) =>
        _byName.GetValueOrDefault(name) ?? (IsExtension(name) ? _extensions[name] : null);

    /// <summary>Finds an attribute by the name that a filter writes without a URN.</summary>
    internal SchemaAttribute? FindUnqualified(string name) =>
        Find(name)
        ?? OtherResources.Select(urn => _byName.GetValueOrDefault($"{urn}:{name}")).FirstOrDefault(attribute => attribute is not null);

    /// <summary>
    /// Whether a URN in front of an attribute's name stands for the resource itself, so that the name alone says the same.
    /// </summary>
    internal bool IsOwn(string urn) => Id is null ? SchemaUrns.IsCore(urn) : urn.Equals(Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a URN is that of an extension with attributes.</summary>
    internal bool IsExtension(string urn) => _extensions.ContainsKey(urn) && !IsOfOtherResource(urn);

    internal bool IsOfOtherResource(string urn) => OtherResources.Contains(urn, StringComparer.OrdinalIgnoreCase);

    private static ImmutableArray<string> Named(ImmutableArray<string> eventTypes, Func<string, IEnumerable<string>> namesOf) =>
        eventTypes.IsEmpty ? eventTypes : [.. eventTypes.Concat(eventTypes.SelectMany(namesOf)).Distinct(StringComparer.Ordinal)];
}
