using ScimFilter.Webhooks.Server.Signals;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Telemetry;

namespace ScimFilter.Webhooks.Server.Intake;

/// <summary>Stores what comes in. Thread-safe.</summary>
internal sealed class IncomingEvents(IEventStore store, IntakeSignal signal, WebhookMetrics metrics)
{
    /// <summary>Stores events; when this returns they are durable.</summary>
    /// <returns>How many were new.</returns>
    public async ValueTask<int> AcceptAsync(string tenantId, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken)
    {
        IReadOnlyList<bool> isNew = await store.AppendAsync(tenantId, events, cancellationToken);
        int accepted = isNew.Count(one => one);
        if (accepted > 0)
        {
            signal.Stored.Set();
        }

        metrics.Accepted(accepted, events.Count - accepted);
        return accepted;
    }
}
