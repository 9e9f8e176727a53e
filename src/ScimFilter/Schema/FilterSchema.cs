using System.Collections.Frozen;
using System.Collections.Immutable;
using ScimFilter.Ast;

namespace ScimFilter.Schema;

/// <summary>What filters may ask for: the attributes, their types and places, and which parts of the language are allowed. Immutable and thread-safe.</summary>
public sealed class FilterSchema
{
    private readonly FrozenDictionary<string, SchemaAttribute> _byName;

    /// <summary>Creates a schema.</summary>
    /// <param name="attributes">The attributes; sub-attributes are attributes of their own, with dotted names.</param>
    /// <exception cref="ArgumentException">A name stands twice, ignoring case, or is not a name.</exception>
    public FilterSchema(params IEnumerable<SchemaAttribute> attributes)
    {
        Attributes = [.. attributes];
        var byName = new Dictionary<string, SchemaAttribute>(StringComparer.OrdinalIgnoreCase);
        foreach (SchemaAttribute attribute in Attributes)
        {
            string[] names = attribute.Name[(attribute.Name.LastIndexOf(':') + 1)..].Split('.');
            if (!names.All(AttributeNames.IsName))
            {
                throw new ArgumentException($"'{attribute.Name}' is not the name of an attribute.", nameof(attributes));
            }

            if (!byName.TryAdd(attribute.Name, attribute))
            {
                throw new ArgumentException($"The attribute '{attribute.Name}' stands twice.", nameof(attributes));
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets the URN of the schema: a filter may put it before an attribute. Null: only the core URNs of RFC 7643.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the attributes in the order given.</summary>
    public ImmutableArray<SchemaAttribute> Attributes { get; }

    /// <summary>Gets a value indicating whether filters may say <c>not</c>. Default: true.</summary>
    public bool AllowsNegation { get; init; } = true;

    /// <summary>Gets a value indicating whether filters may hold value paths. Default: true.</summary>
    public bool AllowsValuePaths { get; init; } = true;

    /// <summary>Reads a schema from JSON: a schema resource of RFC 7643 section 7, with the members that README's schema section adds.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">The text is not JSON, or not a schema; the message says where.</exception>
    public static FilterSchema FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return SchemaJson.Read(json);
    }

    /// <summary>Checks a filter, without regard to event types.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>Everything that is wrong, in the order of the text; empty when nothing is.</returns>
    public IReadOnlyList<FilterError> Validate(FilterExpression filter) => Validate(filter, eventTypes: null);

    /// <summary>Checks a filter for a subscription to certain event types.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="eventTypes">The event types of the subscription; null leaves the rules about event types out, none means any type.</param>
    /// <returns>Everything that is wrong, in the order of the text; empty when nothing is.</returns>
    public IReadOnlyList<FilterError> Validate(FilterExpression filter, IReadOnlyCollection<string>? eventTypes)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new FilterValidator(this, eventTypes).Validate(filter);
    }

    internal SchemaAttribute? Find(string name) => _byName.GetValueOrDefault(name);
}
