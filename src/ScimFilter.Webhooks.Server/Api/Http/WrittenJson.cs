using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>JSON that was written already, and may be deeper than a serializer allows.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct WrittenJson(ReadOnlyMemory<byte> Utf8)
{
    internal sealed class Converter : JsonConverter<WrittenJson>
    {
        public override WrittenJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("It is only written.");

        public override void Write(Utf8JsonWriter writer, WrittenJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
