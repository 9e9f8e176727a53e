using System.Text.Json;
using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Matching;

/// <summary>Reads lines such as <c>{"id":"w1","types":["com.example.created"],"filter":"..."}</c>.</summary>
internal sealed class SubscriptionReader(FilterCompiler compiler)
{
    // Subscriptions are many and event types are few: one string for each.
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    /// <summary>Reads a line.</summary>
    /// <exception cref="InputFormatException">The line is no subscription, or its filter cannot be had; the message holds the picture.</exception>
    public Subscription Read(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonInput.Parse(line);
        string id = JsonInput.RequireString(document.RootElement, "id");
        IReadOnlyList<string> types = ReadTypes(document.RootElement);
        string? text = JsonInput.OptionalString(document.RootElement, "filter");
        if (text is null)
        {
            return new Subscription(id, types, null);
        }

        return FilterText.Compile(text, compiler, out string pictures) is { } filter
            ? new Subscription(id, types, filter)
            : throw new InputFormatException($"the filter of \"{id}\" cannot be used\n{pictures}");
    }

    private IReadOnlyList<string> ReadTypes(JsonElement line)
    {
        if (!line.TryGetProperty("types", out JsonElement types) || types.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (types.ValueKind != JsonValueKind.Array || types.EnumerateArray().Any(type => type.ValueKind != JsonValueKind.String))
        {
            throw new InputFormatException("\"types\" is not an array of strings");
        }

        return [.. types.EnumerateArray().Select(type => Share(JsonStrings.Decode(type))).Distinct(StringComparer.Ordinal)];
    }

    private string Share(string type)
    {
        if (!_types.TryGetValue(type, out string? shared))
        {
            _types.Add(type, shared = type);
        }

        return shared;
    }
}
