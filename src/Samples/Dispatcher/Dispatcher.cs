using System.Net;
using ScimFilter.Webhooks;
using ScimFilter.Webhooks.Delivering;
using ScimFilter.Webhooks.Events;

namespace ScimFilter.Samples.Dispatcher;

/// <summary>
/// Matches events with webhooks and posts them, with a queue in memory. What a service needs besides: a queue that survives the process,
/// and a check of the addresses that webhooks lead to (<see cref="AddressPolicy"/>).
/// </summary>
internal sealed class Dispatcher(HttpClient client, TextWriter log)
{
    // The receiver of this sample is on this machine; receivers of customers must not be.
    private readonly WebhookRules _rules = new(EventProfile.Qlik, new AddressPolicy(IPNetwork.Parse("127.0.0.0/8")));
    private readonly WebhookMatcher _matcher = new();
    private readonly DeliveryRequestBuilder _requests = new();
    private readonly RetrySchedule _schedule = RetrySchedule.Default with { Delays = [TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1)] };
    private readonly PriorityQueue<Delivery, DateTimeOffset> _queue = new();

    public void Set(Webhook webhook)
    {
        IReadOnlyList<WebhookFault> faults = _rules.Check(webhook);
        if (faults.Count > 0)
        {
            throw new ArgumentException(faults[0].Message, nameof(webhook));
        }

        _matcher.Set(webhook);
    }

    /// <summary>Queues an event for each webhook of a tenant that it matches.</summary>
    public void Publish(string tenant, byte[] utf8Event)
    {
        if (!EventEnvelope.TryRead(utf8Event, out EventEnvelope? envelope, out EventFault? fault))
        {
            throw new ArgumentException(fault.Message, nameof(utf8Event));
        }

        IReadOnlyList<Webhook> webhooks = _matcher.Match(tenant, utf8Event);
        log.WriteLine($"{envelope.Id} of {tenant}: {webhooks.Count} webhooks");
        foreach (Webhook webhook in webhooks)
        {
            _queue.Enqueue(new Delivery(webhook, envelope, utf8Event, Attempt: 1), DateTimeOffset.UtcNow);
        }
    }

    public async Task RunUntilEmptyAsync(CancellationToken cancellationToken)
    {
        while (_queue.TryDequeue(out Delivery? delivery, out DateTimeOffset dueAt))
        {
            TimeSpan wait = dueAt - DateTimeOffset.UtcNow;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, cancellationToken);
            AttemptOutcome outcome = await PostAsync(delivery, cancellationToken);
            RetryStep next = _schedule.Decide(delivery.Attempt, outcome, DateTimeOffset.UtcNow, Random.Shared.NextDouble());
            string name = $"{delivery.Event.Id} to {delivery.Webhook.Id}";
            log.WriteLine($"{name}, attempt {delivery.Attempt}: {outcome.StatusCode}, {next.Decision}");
            if (next.Decision == RetryDecision.Retry)
            {
                _queue.Enqueue(delivery with { Attempt = delivery.Attempt + 1 }, next.DueAt);
            }
        }
    }

    private async Task<AttemptOutcome> PostAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        DeliveryRequest request = _requests.Build(
            delivery.Webhook, delivery.Utf8Event, delivery.Event.Shape, delivery.Event.Id, DateTimeOffset.UtcNow);
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Url) { Content = new ReadOnlyMemoryContent(request.Body) };
        foreach (DeliveryHeader header in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Name, header.Value))
            {
                message.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        try
        {
            using HttpResponseMessage response = await client.SendAsync(message, cancellationToken);
            return new AttemptOutcome { StatusCode = (int)response.StatusCode, RetryAfter = response.Headers.RetryAfter?.Delta };
        }
        catch (HttpRequestException)
        {
            return new AttemptOutcome();
        }
    }

    private sealed record Delivery(Webhook Webhook, EventEnvelope Event, byte[] Utf8Event, int Attempt);
}
