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

    public static ImmutableArray<string> ReadTexts(string json) => [.. JsonSerializer.Deserialize(json, Default.StringArray)!];

    public static string Write(ImmutableSortedDictionary<string, string> headers) =>
        JsonSerializer.Serialize(new Dictionary<string, string>(headers, StringComparer.Ordinal), Default.DictionaryStringString);

    public static ImmutableSortedDictionary<string, string> ReadHeaders(string json) =>
        JsonSerializer.Deserialize(json, Default.DictionaryStringString)!.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Write(ImmutableArray<KeyValuePair<string, string>> pairs) =>
        JsonSerializer.Serialize([.. pairs], Default.KeyValuePairStringStringArray);

    public static ImmutableArray<KeyValuePair<string, string>> ReadPairs(string json) =>
        [.. JsonSerializer.Deserialize(json, Default.KeyValuePairStringStringArray)!];
}
