using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Errors;

namespace ScimFilter.Webhooks.Server.Api.Bodies;

/// <summary>Reads a JSON body of bounded length and depth, whatever content type it claims.</summary>
internal static class JsonBody
{
    // A list of events in an object is the deepest body that any endpoint takes.
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = EventEnvelope.MaxDepth + 2, AllowDuplicateProperties = false };

    /// <exception cref="ApiException">The body is not JSON.</exception>
    /// <exception cref="BadHttpRequestException">The body is too long.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, int maxLength)
    {
        byte[] bytes = await ReadBytesAsync(request, maxLength);
        try
        {
            CheckTexts(bytes);
            return JsonElement.Parse(bytes, _options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw ApiException.BadRequest(ApiErrors.Body(exception.Message));
        }
    }

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

    // An unpaired surrogate and bytes that are not UTF-8 are refused here, so that no reader of the text has to expect them.
    private static void CheckTexts(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = _options.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
    }

    private static BadHttpRequestException TooLong() => new("The body is too long.", StatusCodes.Status413PayloadTooLarge);
}
