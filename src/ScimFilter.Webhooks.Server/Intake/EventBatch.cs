using System.Text.Json;
using ScimFilter.Webhooks.Server.Api.Errors;

namespace ScimFilter.Webhooks.Server.Intake;

/// <summary>Splits a JSON array into its items, which keep their bytes.</summary>
internal static class EventBatch
{
    /// <exception cref="ApiException">It is no array.</exception>
    public static List<ReadOnlyMemory<byte>> Split(byte[] body)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        try
        {
            var reader = new Utf8JsonReader(body);
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

            // Whatever follows the array is a fault that the reader finds.
            reader.Read();
        }
        catch (JsonException exception)
        {
            throw ApiException.BadRequest(ApiErrors.Body(exception.Message));
        }

        return parts;
    }
}
