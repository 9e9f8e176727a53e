using System.Collections.Immutable;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>
/// What a request does to encrypted headers. Callers see their names alone, so a value stays unless the request gives another one or
/// removes it expressly.
/// </summary>
/// <param name="Kept">The names whose values stay; all others go. Null: every value stays.</param>
/// <param name="Given">New values by name; a null removes the header.</param>
internal sealed record EncryptedHeaderChange(ImmutableArray<string>? Kept, ImmutableSortedDictionary<string, string?> Given)
{
    /// <summary>Gets the change that removes all: what a null says.</summary>
    public static EncryptedHeaderChange RemoveAll { get; } =
        new([], ImmutableSortedDictionary.Create<string, string?>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Gets the names that the request gives values for.</summary>
    public IEnumerable<string> GivenNames => Given.Where(header => header.Value is not null).Select(header => header.Key);

    /// <summary>Gives the headers after the change.</summary>
    /// <exception cref="ApiException">A name is to be kept that has no value.</exception>
    public ImmutableSortedDictionary<string, string> ApplyTo(ImmutableSortedDictionary<string, string> current)
    {
        ImmutableSortedDictionary<string, string> headers = current;
        if (Kept is { } kept)
        {
            ApiError[] unknown =
            [
                .. kept.Select((name, i) => (Name: name, Place: i)).Where(item => !current.ContainsKey(item.Name)).Select(item =>
                    ApiErrors.Value(
                        $"encryptedHeaders/{item.Place}",
                        $"There is no value of '{item.Name}' to keep; give one: \"encryptedHeaders\": {{\"{item.Name}\": \"...\"}}.")),
            ];
            headers = unknown.Length == 0
                ? current.RemoveRange(current.Keys.Except(kept, StringComparer.OrdinalIgnoreCase))
                : throw ApiException.BadRequest(unknown);
        }

        // The spelling of a name is that of who gave it last.
        foreach ((string name, string? value) in Given)
        {
            headers = value is null ? headers.Remove(name) : headers.Remove(name).Add(name, value);
        }

        return headers;
    }
}
