using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>Reads a JSON body of bounded length and depth, whatever content type it claims.</summary>
internal static class JsonBody
{
    private static readonly JsonElement _null = JsonElement.Parse("null");

    // A list of events in an object is the deepest body that any endpoint takes.
    private static readonly JsonDocumentOptions _options =
        new() { MaxDepth = EventEnvelope.MaxDepth + 2, AllowDuplicateProperties = false };

    /// <exception cref="ApiException">The body is not JSON.</exception>
    /// <exception cref="BadHttpRequestException">The body is too long.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, int maxLength)
    {
        byte[] bytes = BodyText.WithoutMark(await ReadBytesAsync(request, maxLength));
        Check(bytes);
        return JsonElement.Parse(bytes, _options);
    }

    /// <exception cref="ApiException">The body is not a JSON object.</exception>
    /// <exception cref="BadHttpRequestException">The body is too long.</exception>
    public static async Task<JsonElement> ReadObjectAsync(HttpRequest request, int maxLength)
    {
        JsonElement body = await ReadAsync(request, maxLength);
        return body.ValueKind == JsonValueKind.Object ? body : throw ApiException.BadRequest(ApiErrors.Body("The body must be an object."));
    }

    /// <summary>Gives a member of an object; a null when it is not there.</summary>
    public static JsonElement Member(this JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement value) ? value : _null;

    /// <exception cref="BadHttpRequestException">The body is too long.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpRequest request, int maxLength)
    {
        if (request.ContentLength > maxLength)
        {
            throw TooLong();
        }

        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult result = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (result.Buffer.Length > maxLength)
            {
                throw TooLong();
            }

            if (result.IsCompleted)
            {
                byte[] bytes = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    // Finds all that the parser refuses as well, and says it in words of the API. An unpaired surrogate and bytes that are not UTF-8 are
    // refused here, so that no reader of the text has to expect them.
    private static void Check(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = _options.MaxDepth });
        var names = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
            {
                CheckToken(in reader, names);
            }
        }
        catch (JsonException exception)
        {
            throw ApiException.BadRequest(bytes.Length == 0 ? ApiErrors.Body("The body is empty.")
                : IsTooDeep(in reader, bytes) ? ApiErrors.Body($"The body is nested deeper than {_options.MaxDepth} levels.")
                : ApiErrors.NotJson(exception));
        }
        catch (InvalidOperationException)
        {
            throw ApiException.BadRequest(ApiErrors.Body($"The text at byte {reader.TokenStartIndex + 1} is not Unicode."));
        }
    }

    // The reader is before the token that it refuses, which opens one level too many.
    private static bool IsTooDeep(in Utf8JsonReader reader, byte[] bytes) => reader.CurrentDepth >= _options.MaxDepth - 1
        && bytes.AsSpan((int)reader.BytesConsumed).TrimStart(" \t\r\n,:"u8) is [(byte)'[' or (byte)'{', ..];

    private static void CheckToken(in Utf8JsonReader reader, Stack<HashSet<string>> names)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                names.Push(new HashSet<string>(StringComparer.Ordinal));
                break;
            case JsonTokenType.EndObject:
                names.Pop();
                break;
            case JsonTokenType.PropertyName when !names.Peek().Add(reader.GetString()!):
                throw ApiException.BadRequest(
                    ApiErrors.Body($"The member '{Suggestions.Cut(reader.GetString()!)}' stands twice in one object."));
            case JsonTokenType.String:
                _ = reader.GetString();
                break;
        }
    }

    private static BadHttpRequestException TooLong() => new("The body is too long.", StatusCodes.Status413PayloadTooLarge);
}
