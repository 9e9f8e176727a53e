using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Http;

namespace ScimFilter.Webhooks.Server.Api.Events;

/// <summary>Splits a JSON array into its items, which keep their bytes.</summary>
internal static class EventBatch
{
    /// <exception cref="ApiException">It is no array.</exception>
    public static List<ReadOnlyMemory<byte>> Split(byte[] body)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        try
        {
            // Depth is judged per event, which names the event. The reader keeps one bit for each level and does not recurse.
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                throw ApiException.BadRequest(ApiErrors.Body("A batch is a JSON array."));
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                parts.Add(body.AsMemory(start, (int)reader.BytesConsumed - start));
            }

            // Text behind the array is a JsonException of this call.
            reader.Read();
        }
        catch (JsonException exception)
        {
            throw ApiException.BadRequest(ApiErrors.NotJson(exception));
        }

        return parts;
    }
}
