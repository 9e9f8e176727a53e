using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>What is stored as JSON inside a row.</summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(KeyValuePair<string, string>[]))]
[JsonSerializable(typeof(SealedPart))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static string Write(ImmutableArray<string> texts) => JsonSerializer.Serialize([.. texts], Default.StringArray);

    /// <exception cref="JsonException">The text is not what <see cref="Write(ImmutableArray{string})"/> writes.</exception>
    public static ImmutableArray<string> ReadTexts(string json) =>
        JsonSerializer.Deserialize(json, Default.StringArray) is { } texts && !texts.Contains(null!) ? [.. texts] : throw Unexpected();

    public static string Write(ImmutableSortedDictionary<string, string> headers) =>
        JsonSerializer.Serialize(new Dictionary<string, string>(headers, StringComparer.Ordinal), Default.DictionaryStringString);

    /// <exception cref="JsonException">The text is no object of texts.</exception>
    public static ImmutableSortedDictionary<string, string> ReadHeaders(string json) =>
        JsonSerializer.Deserialize(json, Default.DictionaryStringString) is { } headers && !headers.ContainsValue(null!)
            ? headers.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase)
            : throw Unexpected();

    public static string Write(ImmutableArray<KeyValuePair<string, string>> pairs) =>
        JsonSerializer.Serialize([.. pairs], Default.KeyValuePairStringStringArray);

    /// <exception cref="JsonException">The text is no array of pairs of texts.</exception>
    public static ImmutableArray<KeyValuePair<string, string>> ReadPairs(string json) =>
        JsonSerializer.Deserialize(json, Default.KeyValuePairStringStringArray) is { } pairs
            && !pairs.Any(pair => pair.Key is null || pair.Value is null)
            ? [.. pairs]
            : throw Unexpected();

    private static JsonException Unexpected() => new("A stored text has another form than the program writes.");
}
