using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Api.Http;

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

    /// <summary>Notes a member that is not there; one that is not valid is noted already.</summary>
    public T? Required<T>(string name, T? value)
    {
        if (value is null && !_errors.Any(error => error.Source == name))
        {
            _errors.Add(ApiErrors.Missing(name));
        }

        return value;
    }

    /// <summary>Reads a date and time of RFC 3339.</summary>
    public DateTimeOffset? Time(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset time))
        {
            return time;
        }

        _errors.Add(ApiErrors.Value(name, $"'{name}' must be a date and time, such as 2026-03-02T08:00:00Z."));
        return null;
    }

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

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > MaxItems)
        {
            _errors.Add(ApiErrors.Value(name, string.Create(CultureInfo.InvariantCulture, $"'{name}' has {MaxItems:N0} items at most.")));
            return null;
        }

        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)]
            : Fault<ImmutableArray<string>?>(name, "an array of strings");
    }

    public ImmutableSortedDictionary<string, string>? Headers(string name, JsonElement value) =>
        HeaderValues(name, value, mayBeNull: false)?.ToImmutableSortedDictionary(
            header => header.Key, header => header.Value ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Reads what is done to encrypted headers: an object gives values and removes with nulls, an array of names keeps their values and
    /// removes the others, a null removes all.
    /// </summary>
    public EncryptedHeaderChange? EncryptedHeaders(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => EncryptedHeaderChange.RemoveAll,
        JsonValueKind.Array => EncryptedHeaderChange.RemoveAll with { Kept = Texts(name, value) },
        _ => HeaderValues(name, value, mayBeNull: true) is { } given ? new EncryptedHeaderChange(null, given) : null,
    };

    /// <summary>Notes members of an object that are none of those that it can have.</summary>
    public void CheckKnown(JsonElement body, params string[] known)
    {
        foreach (JsonProperty member in body.EnumerateObject().Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
        {
            _errors.Add(ApiErrors.UnknownMember(member.Name, known));
        }
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

    private ImmutableSortedDictionary<string, string?>? HeaderValues(string name, JsonElement value, bool mayBeNull)
    {
        string expected = mayBeNull ? "a string or null" : "a string";
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return Fault<ImmutableSortedDictionary<string, string?>>(name, $"an object whose members are each {expected}");
        }

        var headers = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String && !(mayBeNull && member.Value.ValueKind == JsonValueKind.Null))
            {
                Fault<string>($"{name}/{member.Name}", expected);
            }
            else if (!headers.TryAdd(member.Name, member.Value.GetString()))
            {
                _errors.Add(new ApiError(ErrorCodes.Header, "A header is not allowed.")
                { Source = name, Detail = $"The header '{member.Name}' stands twice." });
            }
        }

        return headers.ToImmutable();
    }

    private T? Fault<T>(string name, string expected)
    {
        _errors.Add(new ApiError(ErrorCodes.Body, "The body is not valid.") { Source = name, Detail = $"'{name}' must be {expected}." });
        return default;
    }
}
