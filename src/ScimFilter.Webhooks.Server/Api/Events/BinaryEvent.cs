using System.Buffers;
using System.Collections.Frozen;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Events;

/// <summary>A CloudEvent in binary mode: attributes are headers, the body is its data. It is kept in structured form.</summary>
internal static class BinaryEvent
{
    public const string VersionHeader = "ce-specversion";

    private const string Prefix = "ce-";

    // What the body and its content type say; a header of that name would make a second member.
    private static readonly FrozenSet<string> _ofBody =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "data", "data_base64", "datacontenttype");

    /// <exception cref="ApiException">
    /// A header is not valid, the data is not what its content type says, or its charset is not known (415).
    /// </exception>
    public static ReadOnlyMemory<byte> Read(HttpRequest request, byte[] data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach ((string name, StringValues values) in request.Headers)
            {
                if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                {
                    writer.WriteString(name[Prefix.Length..].ToLowerInvariant(), ValueOf(name.ToLowerInvariant(), values));
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

    private static string ValueOf(string name, StringValues values)
    {
        string attribute = name[Prefix.Length..];
        if (_ofBody.Contains(attribute))
        {
            throw Fault(name, "The body is the data of an event in binary mode, and Content-Type says its type; no header does.");
        }

        if (attribute.Length == 0 || !attribute.All(IsInAttributeNames))
        {
            throw Fault(name, "The name of an attribute behind 'ce-' has lower-case letters and digits only, at least one.");
        }

        if (values.Count != 1)
        {
            throw Fault(name, "The header stands more than once.");
        }

        return AttributeHeader.Decode(values.ToString()) ?? throw Fault(name, "What is percent-encoded in the header is not UTF-8.");
    }

    private static ApiException Fault(string header, string detail) =>
        ApiException.BadRequest(new ApiError(ErrorCodes.Event, "The event is not valid.") { Source = header, Detail = detail });

    private static void WriteData(Utf8JsonWriter writer, string contentType, byte[] data)
    {
        MediaTypeHeaderValue? header = MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? parsed) ? parsed : null;
        string media = header?.MediaType ?? "";
        if (data.Length == 0)
        {
            return;
        }

        if (media.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        {
            WriteJson(writer, BodyText.ToUtf8(data, header?.CharSet));
        }
        else if (media.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
        {
            writer.WriteString("data", BodyText.Decode(data, header?.CharSet));
        }
        else
        {
            writer.WriteBase64String("data_base64", data);
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, byte[] data)
    {
        CheckJson(data);
        writer.WritePropertyName("data");
        writer.WriteRawValue(data, skipInputValidation: true);
    }

    // The value goes into the event as it is, so it must be one whole value. Its depth is judged with the event.
    private static void CheckJson(byte[] data)
    {
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            throw ApiException.BadRequest(ApiErrors.Body("The data of the event is not valid JSON."));
        }
    }

    private static bool IsInAttributeNames(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
}
