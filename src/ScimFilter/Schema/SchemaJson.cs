using System.Collections.Immutable;
using ScimFilter.Documents;

namespace ScimFilter.Schema;

/// <summary>
/// Reads schemas from JSON: schema resources of RFC 7643 section 7, one, an array of them, or the list that <c>/Schemas</c> answers with.
/// </summary>
/// <remarks>
/// What attributes have besides is read by <see cref="SchemaAttributeJson"/>; <c>negation</c> and <c>valuePaths</c> are the schema's.
/// </remarks>
internal sealed class SchemaJson
{
    private static readonly string[] _listMembers = ["schemas", "totalResults", "itemsPerPage", "startIndex", "Resources"];

    private static readonly string[] _schemaMembers =
        ["id", "attributes", "negation", "valuePaths", "schemas", "name", "description", "meta", "externalId"];

    private readonly List<SchemaPart> _parts = [];
    private bool _allowsNegation = true;
    private bool _allowsValuePaths = true;
    private int _attributes;

    /// <exception cref="FormatException">A text is not a schema, or the schemas do not fit together.</exception>
    public static FilterSchema Read(IReadOnlyList<string> texts)
    {
        var reader = new SchemaJson();
        for (int i = 0; i < texts.Count; i++)
        {
            using var json = new DocumentText(texts[i], texts.Count == 1 ? "a schema" : $"a schema, number {i + 1} of {texts.Count}");
            reader.Add(json.Root);
        }

        try
        {
            return SchemaJoin.Join(reader._parts, reader._allowsNegation, reader._allowsValuePaths);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"These schemas do not fit together: {exception.Message}", exception);
        }
    }

    private void Add(DocumentValue root)
    {
        if (!root.IsArray && !root.Has("Resources"))
        {
            AddSchema(root, [.. _schemaMembers, "Resources"]);
            return;
        }

        DocumentValue list = root.IsArray ? root : root.Object(_listMembers).Required("Resources");
        int before = _parts.Count;
        foreach (DocumentValue item in list.Items())
        {
            AddSchema(item, _schemaMembers);
        }

        if (_parts.Count == before)
        {
            throw list.Fault("expected at least one schema");
        }
    }

    private void AddSchema(DocumentValue value, string[] members)
    {
        DocumentObject schema = value.Object(members);
        string? id = ReadId(schema);
        var attributes = new SchemaAttributeJson(_attributes);
        attributes.Read(schema.Required("attributes"));
        if (attributes.All.Count == 0 && id is null)
        {
            throw schema.Required("attributes").Fault("expected at least one attribute");
        }

        _attributes += attributes.All.Count;
        _allowsNegation &= schema.Optional("negation")?.Flag() ?? true;
        _allowsValuePaths &= schema.Optional("valuePaths")?.Flag() ?? true;
        _parts.Add(new SchemaPart(id, attributes.All.ToImmutableArray()));
    }

    private string? ReadId(DocumentObject schema)
    {
        if (schema.Optional("id") is not { } id)
        {
            return null;
        }

        string urn = id.Text();
        if (!Ast.AttributeNames.IsUri(urn) || urn.Length > SchemaAttributeJson.MaxNameLength)
        {
            throw id.Fault("expected a URN such as \"urn:ietf:params:scim:schemas:core:2.0:User\"");
        }

        return _parts.Exists(part => urn.Equals(part.Id, StringComparison.OrdinalIgnoreCase))
            ? throw id.Fault("there is a schema with this URN already")
            : urn;
    }
}
