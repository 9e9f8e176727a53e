using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Signing;

namespace ScimFilter.Webhooks.Delivering;

/// <summary>
/// Builds what is posted to a webhook: the event in the webhook's shape, signed, with its headers. Immutable and thread-safe.
/// </summary>
/// <param name="options">What all deliveries have in common.</param>
public sealed class DeliveryRequestBuilder(DeliveryRequestOptions options)
{
    /// <summary>Creates a builder with <see cref="DeliveryRequestOptions.Default"/>.</summary>
    public DeliveryRequestBuilder()
        : this(DeliveryRequestOptions.Default)
    {
    }

    /// <summary>Gets the shape that a webhook receives.</summary>
    /// <param name="webhook">The webhook.</param>
    public EventShape ShapeFor(Webhook webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        return webhook.EnableCloudEventDelivery ? EventShape.CloudEvent : options.Shape;
    }

    /// <summary>Builds a request.</summary>
    /// <param name="webhook">The webhook as it is now.</param>
    /// <param name="utf8Event">The event as JSON in UTF-8.</param>
    /// <param name="shape">The shape of the event.</param>
    /// <param name="messageId">
    /// The identifier of the message, the same at every attempt. Only Standard Webhooks sends it, in <c>webhook-id</c>, encoded by
    /// <see cref="StandardWebhooksSignature.EncodeId"/>, and signs it as it is sent.
    /// </param>
    /// <param name="now">The time of the attempt.</param>
    /// <exception cref="ArgumentException">
    /// <see cref="WebhookRules"/> refuses a header of the webhook: it cannot be sent, or is one that the sender sets. Or Standard Webhooks
    /// cannot send <paramref name="messageId"/>, which is empty or holds half of a surrogate pair.
    /// </exception>
    /// <exception cref="System.Text.Json.JsonException">The event has to be written in another shape and is not JSON.</exception>
    public DeliveryRequest Build(Webhook webhook, ReadOnlyMemory<byte> utf8Event, EventShape shape, string messageId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        ArgumentNullException.ThrowIfNull(messageId);
        if (HeaderRules.Check(webhook).FirstOrDefault() is { } fault)
        {
            throw new ArgumentException(fault.Message, nameof(webhook));
        }

        ReadOnlyMemory<byte> body = BodyOf(utf8Event, shape, ShapeFor(webhook));
        ImmutableArray<DeliveryHeader>.Builder headers = ImmutableArray.CreateBuilder<DeliveryHeader>();
        headers.Add(new DeliveryHeader("content-type", "application/json"));
        headers.Add(new DeliveryHeader("user-agent", options.UserAgent));
        headers.Add(new DeliveryHeader("accept-encoding", "gzip"));
        AddSignatures(headers, webhook.Secret, messageId, now, body.Span);
        headers.AddRange(webhook.Headers.Select(header => new DeliveryHeader(header.Key, header.Value)));
        headers.AddRange(webhook.EncryptedHeaders.Select(header => new DeliveryHeader(header.Key, header.Value) { IsSecret = true }));
        return new DeliveryRequest(webhook.Url, headers.DrainToImmutable(), body);
    }

    private static ReadOnlyMemory<byte> BodyOf(ReadOnlyMemory<byte> utf8Event, EventShape from, EventShape to)
    {
        if (from == to)
        {
            return utf8Event;
        }

        var buffer = new ArrayBufferWriter<byte>(Math.Max(1, utf8Event.Length * 2));
        EventRenderer.Render(utf8Event, from, to, buffer);
        return buffer.WrittenMemory;
    }

    private void AddSignatures(
        ImmutableArray<DeliveryHeader>.Builder headers, WebhookSecret? secret, string messageId, DateTimeOffset now,
        ReadOnlySpan<byte> body)
    {
        if (secret is not null && options.Signatures.HasFlag(SignatureHeaders.Qlik))
        {
            headers.Add(new DeliveryHeader(QlikSignature.HeaderName, QlikSignature.Sign(secret.Current, body)));
        }

        if (secret is not null && options.Signatures.HasFlag(SignatureHeaders.StandardWebhooks))
        {
            string id = StandardWebhooksSignature.EncodeId(messageId);
            headers.Add(new DeliveryHeader(StandardWebhooksSignature.IdHeader, id));
            headers.Add(new DeliveryHeader(StandardWebhooksSignature.TimestampHeader,
                now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
            headers.Add(new DeliveryHeader(
                StandardWebhooksSignature.SignatureHeader, StandardWebhooksSignature.Sign(secret.At(now), id, now, body)));
        }
    }
}
