using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ScimFilter.Webhooks.Server.Telemetry;

/// <summary>What the service measures of itself.</summary>
internal sealed class WebhookMetrics
{
    public const string Name = "ScimFilter.Webhooks";

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _unauthorized;
    private readonly Histogram<double> _matchTime;
    private readonly Histogram<int> _matches;
    private readonly Histogram<double> _latency;
    private readonly Histogram<double> _attemptTime;
    private readonly UpDownCounter<long> _underWay;
    private readonly UpDownCounter<long> _busyLanes;

    public WebhookMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(Name);
        _accepted = meter.CreateCounter<long>("webhooks.events.accepted", "{event}", "Events that were stored.");
        _duplicates = meter.CreateCounter<long>("webhooks.events.duplicate", "{event}", "Events that were known already.");
        _unauthorized = meter.CreateCounter<long>(
            "webhooks.requests.unauthorized", "{request}", "Requests without a bearer that is known; they are not logged.");
        _matchTime = meter.CreateHistogram<double>("webhooks.match.duration", "s", "Time to find the webhooks of an event.");
        _matches = meter.CreateHistogram<int>("webhooks.match.webhooks", "{webhook}", "Webhooks that an event concerns.");
        _latency = meter.CreateHistogram<double>("webhooks.delivery.latency", "s",
            "From when an event came in to when a receiver took it.");
        _attemptTime = meter.CreateHistogram<double>("webhooks.attempt.duration", "s", "Time of an attempt, by its outcome.");
        _underWay = meter.CreateUpDownCounter<long>("webhooks.lanes.depth", "{delivery}", "Deliveries that are claimed and under way.");
        _busyLanes = meter.CreateUpDownCounter<long>("webhooks.lanes.busy", "{webhook}", "Webhooks with deliveries under way.");
    }

    public static ActivitySource Activities { get; } = new(Name);

    public void Accepted(int count, int duplicates)
    {
        _accepted.Add(count);
        _duplicates.Add(duplicates);
    }

    public void Unauthorized() => _unauthorized.Add(1);

    public void Matched(TimeSpan duration, int webhooks)
    {
        _matchTime.Record(duration.TotalSeconds);
        _matches.Record(webhooks);
    }

    public void Attempted(TimeSpan duration, string outcome) =>
        _attemptTime.Record(duration.TotalSeconds, KeyValuePair.Create<string, object?>("outcome", outcome));

    public void Delivered(TimeSpan latency) => _latency.Record(latency.TotalSeconds);

    public void LaneChanged(int deliveries, int lanes)
    {
        _underWay.Add(deliveries);
        if (lanes != 0)
        {
            _busyLanes.Add(lanes);
        }
    }
}
