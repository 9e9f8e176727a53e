using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using ScimFilter.Webhooks.Server.Telemetry;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Hosting;

/// <summary>What the service measures of itself.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Each_step_of_an_event_is_measured()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        await using TestServer server = await TestServer.StartAsync();
        var measured = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        var factory = server.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            // Servers of other tests have meters of the same name.
            if (instrument.Meter.Name == WebhookMetrics.Name && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<int>(
            (instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>(
            (instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();

        await server.CreateAsync(receiver.Url);
        await server.PublishAsync("e1");
        await server.PublishAsync("e1");
        await server.Deliveries.CompletedAsync();
        Assert.Equal(
            (1, 1, 1), (measured["webhooks.events.accepted"], measured["webhooks.events.duplicate"], measured["webhooks.match.webhooks"]));
        Assert.Equal(
            ["webhooks.attempt.duration", "webhooks.delivery.latency", "webhooks.lanes.busy", "webhooks.lanes.depth",
                "webhooks.match.duration"],
            measured.Keys.Where(name => name.Split('.')[1] is "attempt" or "delivery" or "lanes"
                || name.EndsWith("duration", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Traces_and_metrics_go_to_the_collector_that_the_configuration_names()
    {
        await using Receiver collector = await Receiver.StartAsync();
        await using (TestServer server = await TestServer.StartAsync(
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Url}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"))
        {
            Assert.Equal(200, (await server.GetAsync("/api/v1/webhooks")).Status);
        }

        // What is left is sent when the server ends. A server that took long has sent traces before.
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        while (paths.Count < 2)
        {
            paths.Add((await collector.NextAsync()).Path);
        }

        Assert.Equal(["/v1/metrics", "/v1/traces"], paths);
    }
}
