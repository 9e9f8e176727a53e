using System.Collections.Immutable;
using System.Globalization;
using ScimFilter.Ast;
using ScimFilter.Documents;
using ScimFilter.Formatting;
using ScimFilter.Json;

namespace ScimFilter.Schema;

/// <summary>
/// Reads the attributes of a schema resource: RFC 7643 section 7, with <c>paths</c>, <c>operators</c>, <c>values</c>, <c>eventTypes</c> and
/// <c>nullable</c> besides. What a filter does not depend on (<c>mutability</c>, <c>canonicalValues</c> and others) is not looked at.
/// </summary>
/// <param name="before">The number of attributes that were read of other schemas.</param>
internal sealed class SchemaAttributeJson(int before)
{
    /// <summary>The most attributes, sub-attributes among them, of all schemas together.</summary>
    public const int MaxAttributes = 10_000;

    /// <summary>The most characters of an attribute's full name, and of a URN.</summary>
    public const int MaxNameLength = 1_024;

    /// <summary>The most places of an attribute.</summary>
    public const int MaxPaths = 64;

    private static readonly string[] _members =
    [
        "name", "type", "multiValued", "caseExact", "subAttributes", "paths", "operators", "values", "eventTypes", "nullable",
        "description", "required", "canonicalValues", "mutability", "returned", "uniqueness", "referenceTypes",
    ];

    private static readonly (string Name, AttributeType Type)[] _types =
    [
        ("string", AttributeType.String), ("boolean", AttributeType.Boolean), ("decimal", AttributeType.Number),
        ("integer", AttributeType.Number), ("number", AttributeType.Number), ("dateTime", AttributeType.DateTime),
        ("binary", AttributeType.Binary), ("reference", AttributeType.Reference), ("complex", AttributeType.Complex),
    ];

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SchemaAttribute> _all = [];

    public IReadOnlyList<SchemaAttribute> All => _all;

    /// <exception cref="FormatException">Something is not as it should be.</exception>
    public void Read(DocumentValue list) => Read(list, prefix: "");

    private void Read(DocumentValue list, string prefix)
    {
        foreach (DocumentValue item in list.Items())
        {
            if (before + _all.Count == MaxAttributes)
            {
                throw item.Fault($"more than {MaxAttributes.ToString("N0", CultureInfo.InvariantCulture)} attributes");
            }

            DocumentObject attribute = item.Object(_members);
            string name = ReadName(attribute.Required("name"), prefix);
            AttributeType type = ReadType(attribute);
            _all.Add(ReadAttribute(attribute, name, type));
            if (attribute.Optional("subAttributes") is { } subAttributes)
            {
                Read(subAttributes, name + ".");
            }
        }
    }

    private string ReadName(DocumentValue value, string prefix)
    {
        string own = value.Text();
        string name = prefix + own;
        if (name.Length > MaxNameLength)
        {
            throw value.Fault(
                $"the name of the attribute is longer than {MaxNameLength.ToString("N0", CultureInfo.InvariantCulture)} characters");
        }

        if (!SchemaAttribute.IsFullName(name) || (prefix.Length > 0 && own.Contains(':')))
        {
            throw value.Fault($"'{ErrorText.EchoName(own)}' is not the name of an attribute{LookAlikes.NoteOn(own)}");
        }

        return _names.Add(name) ? name : throw value.Fault($"there is an attribute '{ErrorText.EchoName(name)}' already");
    }

    /// <summary>What has sub-attributes is complex, also where the type is left out. Types ignore case (RFC 7643 section 8.7.2).</summary>
    private static AttributeType ReadType(DocumentObject attribute)
    {
        bool hasSubAttributes = attribute.Optional("subAttributes") is not null;
        if (attribute.Optional("type") is not { } value)
        {
            return hasSubAttributes ? AttributeType.Complex : AttributeType.String;
        }

        string text = value.Text();
        int index = Array.FindIndex(_types, type => type.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            throw value.Fault(Unknown(text, "a type", [.. _types.Select(type => type.Name)]));
        }

        return hasSubAttributes && _types[index].Type != AttributeType.Complex
            ? throw value.Fault($"what has sub-attributes is \"complex\", not \"{_types[index].Name}\"")
            : _types[index].Type;
    }

    private static SchemaAttribute ReadAttribute(DocumentObject attribute, string name, AttributeType type) => new()
    {
        Name = name,
        Type = type,
        MultiValued = attribute.Optional("multiValued")?.Flag() ?? false,
        CaseExact = attribute.Optional("caseExact")?.Flag() ?? false,
        Nullable = attribute.Optional("nullable")?.Flag() ?? true,
        Paths = ReadPaths(attribute.Optional("paths")),
        Values = ReadValues(attribute.Optional("values"), type),
        EventTypes = Texts(attribute.Optional("eventTypes")),
        Operators = attribute.Optional("operators") is { } operators ? ReadOperators(operators, attribute, type) : FilterOperators.All,
    };

    private static ImmutableArray<string> ReadPaths(DocumentValue? list)
    {
        ImmutableArray<string>.Builder paths = ImmutableArray.CreateBuilder<string>();
        foreach (DocumentValue item in list?.Items() ?? [])
        {
            string path = item.Text();
            if (paths.Count == MaxPaths)
            {
                throw item.Fault($"more than {MaxPaths} places of one attribute");
            }

            paths.Add(EventPath.Parse(path).Names.Contains("") ? throw item.Fault("expected names, joined by dots") : path);
        }

        return paths.ToImmutable();
    }

    private static ImmutableArray<string> ReadValues(DocumentValue? list, AttributeType type) =>
        list is { } values && type is AttributeType.Number or AttributeType.Boolean or AttributeType.Complex
            ? throw values.Fault("only strings can be restricted to certain values")
            : Texts(list);

    /// <summary>A complex attribute is compared by its <c>value</c>, whose type says what it can take; any other by its own.</summary>
    private static FilterOperators ReadOperators(DocumentValue list, DocumentObject attribute, AttributeType type)
    {
        FilterOperators possible = type == AttributeType.Complex
            ? FilterOperators.All
            : ValidationErrors.OperatorsFor(type) | FilterOperators.Present;
        FilterOperators operators = FilterOperators.None;
        foreach (DocumentValue item in list.Items())
        {
            string name = item.Text();
            FilterOperators one = OperatorSets.Of(name);
            if (one == FilterOperators.None)
            {
                throw item.Fault(Unknown(name, "an operator", OperatorTable.Tokens));
            }

            operators |= possible.HasFlag(one)
                ? one
                : throw item.Fault(Impossible(name, attribute.Optional("type")?.Text() ?? "string", possible));
        }

        return operators == FilterOperators.None ? throw list.Fault("expected at least one operator") : operators;
    }

    private static string Impossible(string name, string type, FilterOperators possible) =>
        $"'{name}' cannot be used with type '{type}'; expected {string.Join(", ", OperatorSets.Tokens(possible))}";

    private static ImmutableArray<string> Texts(DocumentValue? list) => [.. list?.Items().Select(item => item.Text()) ?? []];

    private static string Unknown(string text, string what, string[] known)
    {
        string hint = Suggestions.Nearest(text, known) is { } nearest
            ? $"did you mean '{nearest}'?"
            : $"expected {string.Join(", ", known)}";
        return $"'{ErrorText.Echo(text)}' is not {what}{LookAlikes.NoteOn(text)}; {hint}";
    }
}
