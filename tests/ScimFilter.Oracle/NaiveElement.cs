using System.Text.Json;
using ScimFilter.Ast;

namespace ScimFilter.Oracle;

/// <summary>What the paths of a filter start at: the resource, or one element of a value path.</summary>
internal sealed class NaiveElement
{
    private static readonly string[] _core =
    [
        "urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:core:2.0:Group",
        "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig", "urn:ietf:params:scim:schemas:core:2.0:ResourceType",
        "urn:ietf:params:scim:schemas:core:2.0:Schema",
    ];

    private readonly JsonElement _json;
    private readonly bool _isScalar;

    private NaiveElement(JsonElement json, bool isScalar)
    {
        _json = json;
        _isScalar = isScalar;
    }

    /// <summary>The resource. Only as an element of a value path does a scalar offer itself as <c>value</c>.</summary>
    public static NaiveElement Root(JsonElement json) => new(json, isScalar: false);

    /// <summary>One value, neither null nor an array.</summary>
    public static NaiveElement Of(JsonElement json) => new(json, isScalar: json.ValueKind != JsonValueKind.Object);

    /// <summary>The values at a path: no nulls, no arrays; every array on the way is looked into.</summary>
    /// <remarks>Behind a URN that is not RFC 7643's own the whole path may be the URN of an extension, too.</remarks>
    public IEnumerable<JsonElement> Values(AttributePath path)
    {
        if (path.Urn is null || _core.Contains(path.Urn, StringComparer.OrdinalIgnoreCase))
        {
            return Values([.. path.Names]);
        }

        List<JsonElement> values = [.. Values([path.Urn, .. path.Names])];
        return values.Count > 0 ? values : Values([$"{path.Urn}:{path.Names[0]}", .. path.Names[1..]]);
    }

    private IEnumerable<JsonElement> Values(string[] names)
    {
        if (_isScalar)
        {
            bool isItself = names.Length == 1 && string.Equals(names[0], "value", StringComparison.OrdinalIgnoreCase);
            return isItself ? [_json] : [];
        }

        if (_json.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        IEnumerable<JsonElement> values = [_json];
        foreach (string name in names)
        {
            values = values.SelectMany(value => Member(value, name)).ToList();
        }

        return values;
    }

    /// <summary>The values of the members of an object; where a name is repeated, the first one.</summary>
    public static IEnumerable<JsonElement> Members(JsonElement value) =>
        value.EnumerateObject().DistinctBy(NaiveText.Of, StringComparer.Ordinal).Select(member => member.Value);

    private static IEnumerable<JsonElement> Member(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        List<JsonProperty> members =
            [.. value.EnumerateObject().Where(member => NaiveText.EqualsIgnoreAsciiCase(NaiveText.Of(member), name))];
        IEnumerable<JsonProperty> exact = members.Where(member => string.Equals(NaiveText.Of(member), name, StringComparison.Ordinal));
        return exact.Concat(members).Take(1).SelectMany(member => Flatten(member.Value));
    }

    private static IEnumerable<JsonElement> Flatten(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Flatten),
        _ => [value],
    };
}
