using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScimFilter.Tests.Linq;

/// <summary>A member of an enum is a string in JSON, by its own name or another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Kind>))]
public enum Kind
{
    X,
    Xy,

    [JsonStringEnumMemberName("y-x")]
    Other,
}

/// <summary>A graph whose attributes have the names of the generated filters.</summary>
public sealed class Resource
{
    [JsonPropertyName("a")]
    public string? Text { get; set; }

    [JsonPropertyName("A")]
    public List<string?>? Texts { get; set; }

    [JsonPropertyName("b")]
    public Part?[]? Parts { get; set; }

    [JsonPropertyName("c")]
    public Part? Part { get; set; }

    [JsonPropertyName("value")]
    public double Number { get; set; }

    [JsonPropertyName("type")]
    public Kind? Kind { get; set; }

    [JsonPropertyName("urn:x:y")]
    public Part? Extension { get; set; }

    public override string ToString() => JsonSerializer.Serialize(this);
}

/// <summary>What a resource consists of.</summary>
public sealed class Part
{
    [JsonPropertyName("a")]
    public List<List<string?>?>? Texts { get; set; }

    [JsonPropertyName("A")]
    public long? Number { get; set; }

    [JsonPropertyName("b")]
    public bool Flag { get; set; }

    [JsonPropertyName("c")]
    public Resource? Resource { get; set; }

    public string? Value { get; set; }

    [JsonPropertyName("type")]
    public DateTimeOffset? Time { get; set; }
}
