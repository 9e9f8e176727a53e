using System.Collections.Immutable;
using System.Text.Json;

namespace ScimFilter.Schema;

/// <summary>Reads a schema from JSON: RFC 7643 section 7, with <c>paths</c>, <c>operators</c>, <c>values</c>, <c>eventTypes</c> and <c>nullable</c> besides.</summary>
internal static class SchemaJson
{
    public static FilterSchema Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            var attributes = new List<SchemaAttribute>();
            AddAttributes(attributes, root, "attributes", "");
            return new FilterSchema(attributes)
            {
                Id = OptionalString(root, "id"),
                AllowsNegation = Flag(root, "negation", true),
                AllowsValuePaths = Flag(root, "valuePaths", true),
            };
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"This is not a schema: {exception.Message}", exception);
        }
    }

    private static void AddAttributes(List<SchemaAttribute> attributes, JsonElement owner, string member, string prefix)
    {
        if (!owner.TryGetProperty(member, out JsonElement list))
        {
            return;
        }

        foreach (JsonElement item in list.EnumerateArray())
        {
            string name = prefix + item.GetProperty("name").GetString();
            attributes.Add(ReadAttribute(item, name));
            AddAttributes(attributes, item, "subAttributes", name + ".");
        }
    }

    private static SchemaAttribute ReadAttribute(JsonElement item, string name) => new()
    {
        Name = name,
        Type = ReadType(OptionalString(item, "type"), name),
        MultiValued = Flag(item, "multiValued", false),
        CaseExact = Flag(item, "caseExact", false),
        Nullable = Flag(item, "nullable", true),
        Paths = Strings(item, "paths"),
        Values = Strings(item, "values"),
        EventTypes = Strings(item, "eventTypes"),
        Operators = ReadOperators(Strings(item, "operators"), name),
    };

    private static AttributeType ReadType(string? type, string name) => type switch
    {
        null or "string" or "reference" or "binary" => AttributeType.String,
        "boolean" => AttributeType.Boolean,
        "number" or "decimal" or "integer" => AttributeType.Number,
        "dateTime" => AttributeType.DateTime,
        "complex" => AttributeType.Complex,
        _ => throw new FormatException($"'{type}' is not a type; it stands at the attribute '{name}'."),
    };

    private static FilterOperators ReadOperators(ImmutableArray<string> names, string attribute)
    {
        FilterOperators operators = names.IsEmpty ? FilterOperators.All : FilterOperators.None;
        foreach (string name in names)
        {
            int index = Array.IndexOf(Formatting.OperatorText.All, name);
            operators |= index >= 0
                ? (FilterOperators)(1 << index)
                : string.Equals(name, Formatting.OperatorText.Present, StringComparison.Ordinal)
                    ? FilterOperators.Present
                    : throw new FormatException($"'{name}' is not an operator; it stands at the attribute '{attribute}'.");
        }

        return operators;
    }

    private static string? OptionalString(JsonElement owner, string member) =>
        owner.TryGetProperty(member, out JsonElement value) ? value.GetString() : null;

    private static bool Flag(JsonElement owner, string member, bool whenAbsent) =>
        owner.TryGetProperty(member, out JsonElement value) ? value.GetBoolean() : whenAbsent;

    private static ImmutableArray<string> Strings(JsonElement owner, string member) =>
        owner.TryGetProperty(member, out JsonElement list) ? [.. list.EnumerateArray().Select(item => Text(item, member))] : [];

    private static string Text(JsonElement item, string member) =>
        item.GetString() ?? throw new FormatException($"null is not a string; it stands in '{member}'.");
}
