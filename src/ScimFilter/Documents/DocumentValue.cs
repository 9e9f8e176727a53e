using System.Text.Json;

namespace ScimFilter.Documents;

/// <summary>A value of a <see cref="DocumentText"/>, and where it stands.</summary>
/// <param name="document">The document.</param>
/// <param name="element">The value.</param>
/// <param name="path">The way to it, such as <c>attributes[2].name</c>; empty for the outermost value.</param>
internal readonly struct DocumentValue(DocumentText document, JsonElement element, string path)
{
    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    /// <summary>Whether it is an object that has a member.</summary>
    public bool Has(string member) => IsObject && element.TryGetProperty(member, out _);

    /// <summary>Takes the value for an object with no members but known ones.</summary>
    /// <param name="known">The names.</param>
    /// <exception cref="FormatException">It is another value, has an unknown member, or one twice.</exception>
    public DocumentObject Object(IReadOnlyCollection<string> known) =>
        IsObject ? new DocumentObject(document, element, path, known) : throw Unexpected("an object");

    /// <exception cref="FormatException">It is another value.</exception>
    public IEnumerable<DocumentValue> Items()
    {
        if (!IsArray)
        {
            throw Unexpected("an array");
        }

        DocumentText owner = document;
        string way = path;
        return element.EnumerateArray().Select((item, index) => new DocumentValue(owner, item, $"{way}[{index}]"));
    }

    /// <exception cref="FormatException">It is another value, or holds half of a surrogate pair.</exception>
    public string Text()
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            throw Unexpected("a string");
        }

        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("half of a surrogate pair is not a character");
        }
    }

    /// <exception cref="FormatException">It is another value.</exception>
    public bool Flag() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unexpected("true or false"),
    };

    /// <summary>Gives the exception for what is wrong with the value.</summary>
    public FormatException Fault(string message) => document.Fault(element, path, message);

    private FormatException Unexpected(string expected) => Fault($"expected {expected}, not {Describe(element.ValueKind)}");

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
