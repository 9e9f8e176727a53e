using System.Text.Json;
using ScimFilter.Formatting;

namespace ScimFilter.Documents;

/// <summary>
/// An object of a <see cref="DocumentText"/>. A member that is not known is an error, as it is a misspelt one more often than not.
/// </summary>
/// <remarks>
/// Members of other programs pass: a name with a colon, as SCIM's extensions have it, or one that starts with <c>$</c> or <c>x-</c>.
/// </remarks>
internal sealed class DocumentObject
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly DocumentText _document;
    private readonly JsonElement _element;
    private readonly string _path;

    public DocumentObject(DocumentText document, JsonElement element, string path, IReadOnlyCollection<string> known)
    {
        _document = document;
        _element = element;
        _path = path;
        foreach (JsonProperty member in element.EnumerateObject())
        {
            string name = NameOf(member);
            if (!known.Contains(name) && !IsOfAnotherProgram(name))
            {
                throw Unknown(member, name, known);
            }

            if (!_members.TryAdd(name, member.Value))
            {
                throw document.Fault(member, PathOf(ErrorText.Echo(name)), "this member stands twice");
            }
        }
    }

    /// <summary>Gives a member, or null if there is none.</summary>
    public DocumentValue? Optional(string name) =>
        _members.TryGetValue(name, out JsonElement value) ? new DocumentValue(_document, value, PathOf(name)) : null;

    /// <summary>Gives a member.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public DocumentValue Required(string name) => Optional(name) ?? throw Fault($"'{name}' is missing");

    /// <summary>Gives the exception for what is wrong with the object.</summary>
    public FormatException Fault(string message) => _document.Fault(_element, _path, message);

    private static bool IsOfAnotherProgram(string name) =>
        name.Contains(':') || name.StartsWith('$') || name.StartsWith("x-", StringComparison.OrdinalIgnoreCase);

    private FormatException Unknown(JsonProperty member, string name, IReadOnlyCollection<string> known)
    {
        string hint = Suggestions.Nearest(name, known) is { } nearest
            ? $"did you mean '{nearest}'?"
            : $"expected {string.Join(", ", known)}";
        return _document.Fault(member, PathOf(ErrorText.Echo(name)), $"there is no such member{LookAlikes.NoteOn(name)}; {hint}");
    }

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw _document.Fault(member, _path, "half of a surrogate pair is not a character");
        }
    }

    private string PathOf(string member) => _path.Length == 0 ? member : $"{_path}.{member}";
}
