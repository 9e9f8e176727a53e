using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Errors;

namespace ScimFilter.Webhooks.Server.Intake;

/// <summary>A CloudEvent in binary mode: attributes are headers, the body is its data. It is kept in structured form.</summary>
internal static class BinaryEvent
{
    public const string VersionHeader = "ce-specversion";

    private const string Prefix = "ce-";

    /// <exception cref="ApiException">The data claims to be JSON and is not.</exception>
    public static ReadOnlyMemory<byte> Read(HttpRequest request, byte[] data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in request.Headers)
            {
                if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && name.Length > Prefix.Length)
                {
                    // The binding of CloudEvents to HTTP has values percent-encoded.
                    writer.WriteString(name[Prefix.Length..].ToLowerInvariant(), Uri.UnescapeDataString(value.ToString()));
                }
            }

            if (request.ContentType is { } type)
            {
                writer.WriteString("datacontenttype", type);
                WriteData(writer, type, data);
            }
            else if (data.Length > 0)
            {
                WriteJson(writer, data);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteData(Utf8JsonWriter writer, string contentType, byte[] data)
    {
        string media = MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? header) ? header.MediaType ?? "" : "";
        if (data.Length == 0)
        {
            return;
        }

        if (media.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        {
            WriteJson(writer, data);
        }
        else if (media.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
        {
            writer.WriteString("data", Encoding.UTF8.GetString(data));
        }
        else
        {
            writer.WriteBase64String("data_base64", data);
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, byte[] data)
    {
        try
        {
            writer.WritePropertyName("data");
            writer.WriteRawValue(data);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw ApiException.BadRequest(ApiErrors.Body("The data of the event is not valid JSON."));
        }
    }
}
