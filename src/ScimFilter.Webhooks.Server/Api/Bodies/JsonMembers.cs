using System.Collections.Immutable;
using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Errors;

namespace ScimFilter.Webhooks.Server.Api.Bodies;

/// <summary>Reads values of the types that webhooks have, and collects what is wrong. A null counts as nothing.</summary>
internal sealed class JsonMembers
{
    private const int MaxItems = 1_000;

    private readonly List<ApiError> _errors = [];

    public IReadOnlyList<ApiError> Errors => _errors;

    public void Add(ApiError error) => _errors.Add(error);

    public string? Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => Fault<string>(name, "a string"),
    };

    public bool? Flag(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Fault<bool?>(name, "true or false"),
    };

    public ImmutableArray<string>? Texts(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MaxItems
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)]
            : Fault<ImmutableArray<string>?>(name, "an array of strings");
    }

    public ImmutableSortedDictionary<string, string>? Headers(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object
            || value.EnumerateObject().Any(member => member.Value.ValueKind != JsonValueKind.String))
        {
            return Fault<ImmutableSortedDictionary<string, string>>(name, "an object whose members are strings");
        }

        var headers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!headers.TryAdd(member.Name, member.Value.GetString()!))
            {
                _errors.Add(new ApiError(ErrorCodes.Header, "A header is not allowed.")
                { Source = name, Detail = $"The header '{member.Name}' stands twice." });
            }
        }

        return headers.ToImmutable();
    }

    public T? Word<T>(string name, JsonElement value, string words, Func<string, T?> map)
        where T : struct => Text(name, value) is { } text ? map(text) ?? Fault<T?>(name, $"one of {words}") : null;

    /// <exception cref="ApiException">Something was wrong.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw ApiException.BadRequest(_errors);
        }
    }

    private T? Fault<T>(string name, string expected)
    {
        _errors.Add(new ApiError(ErrorCodes.Body, "The body is not valid.") { Source = name, Detail = $"'{name}' must be {expected}." });
        return default;
    }
}
