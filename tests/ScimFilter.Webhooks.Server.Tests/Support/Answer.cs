using System.Text.Json;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>What a server answered.</summary>
internal sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public JsonElement this[string member] => Json.GetProperty(member);

    /// <summary>Gets the codes of all errors.</summary>
    public string[] Codes => [.. this["errors"].EnumerateArray().Select(error => error.GetProperty("code").GetString()!)];

    /// <summary>Gets the values of a member of all items of a page.</summary>
    public string[] Data(string member) => [.. this["data"].EnumerateArray().Select(item => item.GetProperty(member).GetString()!)];

    public string? Link(string name) =>
        this["links"].TryGetProperty(name, out JsonElement link) ? link.GetProperty("href").GetString() : null;

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
