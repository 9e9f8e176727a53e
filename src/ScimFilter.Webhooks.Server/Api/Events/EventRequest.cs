using System.Net.Http.Headers;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Events;

/// <summary>Reads events from a request: one or a batch of CloudEvents in structured mode, one in binary mode, or legacy events.</summary>
internal static class EventRequest
{
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    /// <exception cref="ApiException">Something is no event: then none of them is taken.</exception>
    /// <exception cref="BadHttpRequestException">The body is too long.</exception>
    public static async Task<IReadOnlyList<NewEvent>> ReadAsync(HttpRequest request, IntakeOptions options, DateTimeOffset now)
    {
        MediaTypeHeaderValue? header = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? parsed) ? parsed : null;
        string? type = header?.MediaType?.ToLowerInvariant();
        byte[] body = await JsonBody.ReadBytesAsync(request, type == Structured ? options.MaxEventBytes : options.MaxBatchBytes);
        if (type is not (Structured or Batch) && request.Headers.ContainsKey(BinaryEvent.VersionHeader))
        {
            return [Read(BinaryEvent.Read(request, body), options, now, "")];
        }

        if (type is not (null or "application/json" or Structured or Batch))
        {
            throw new BadHttpRequestException("The content type is not known.", StatusCodes.Status415UnsupportedMediaType);
        }

        body = BodyText.ToUtf8(body, header?.CharSet);
        bool isBatch = type == Batch || (type != Structured && body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'[', ..]);
        return isBatch ? ReadBatch(body, options, now) : [Read(body, options, now, "")];
    }

    private static NewEvent[] ReadBatch(byte[] body, IntakeOptions options, DateTimeOffset now)
    {
        List<ReadOnlyMemory<byte>> parts = EventBatch.Split(body);
        if (parts.Count == 0 || parts.Count > options.MaxBatchEvents)
        {
            throw ApiException.BadRequest(Fault(null, $"A batch has 1 to {options.MaxBatchEvents} events."));
        }

        var errors = new List<ApiError>();
        var events = new List<NewEvent>(parts.Count);
        for (int i = 0; i < parts.Count; i++)
        {
            try
            {
                events.Add(Read(parts[i], options, now, $"[{i}]"));
            }
            catch (ApiException exception)
            {
                errors.AddRange(exception.Errors);
            }
        }

        return errors.Count == 0 ? [.. events] : throw ApiException.BadRequest(errors);
    }

    private static NewEvent Read(ReadOnlyMemory<byte> body, IntakeOptions options, DateTimeOffset now, string place)
    {
        if (body.Length > options.MaxEventBytes)
        {
            throw ApiException.BadRequest(Fault(place, $"An event has {options.MaxEventBytes} bytes at most."));
        }

        return EventEnvelope.TryRead(body.Span, out EventEnvelope? envelope, out EventFault? fault)
            ? new NewEvent(envelope.Id, envelope.Type, envelope.Shape, body, now) { Source = envelope.Source ?? "" }
            : throw ApiException.BadRequest(Fault(place + (fault.Member is null ? "" : $"/{fault.Member}"), fault.Message));
    }

    private static ApiError Fault(string? source, string detail) =>
        new(ErrorCodes.Event, "The event is not valid.") { Source = string.IsNullOrEmpty(source) ? null : source, Detail = detail };
}
