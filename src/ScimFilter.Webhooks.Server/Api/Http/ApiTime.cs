using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>A time as the API writes it: RFC 3339 in UTC, to the millisecond.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct ApiTime(DateTimeOffset Value)
{
    public static implicit operator ApiTime(DateTimeOffset value) => new(value);

    public override string ToString() => Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    internal sealed class Converter : JsonConverter<ApiTime>
    {
        public override ApiTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, ApiTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
