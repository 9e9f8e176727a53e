using System.Diagnostics;
using System.Globalization;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>How fast a backlog of one webhook and of four goes out, alone and while events come in.</summary>
internal static class LanesRun
{
    private const int Callers = 16;

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        foreach ((int webhooks, int latency) in ((int, int)[])[(1, 0), (1, 10), (4, 0), (4, 10)])
        {
            (double alone, _, double cpuAlone) = await RateAsync(webhooks, latency, duration, withIntake: false);
            (double beside, double intake, double cpuBeside) = await RateAsync(webhooks, latency, duration, withIntake: true);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{webhooks} webhooks, answers after {latency} ms: {alone:0} deliveries/s ({cpuAlone:0} us CPU each); {beside:0} while {intake:0} events/s come in ({cpuBeside:0} us CPU for each of both)"));
        }

        return 0;
    }

    private static async Task<(double Deliveries, double Events, double Cpu)> RateAsync(
        int webhooks, int latency, TimeSpan duration, bool withIntake)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("endurance-");
        try
        {
            using var receiver = new CountingReceiver(_ => { }) { Latency = TimeSpan.FromMilliseconds(latency) };
            await Seed.WebhooksAsync(folder.FullName,
                Enumerable.Range(0, webhooks).Select(i => Seed.NewWebhook("t1", 0, $"w{i}", $"{receiver.Url}/w{i}")));
            await Seed.DueAsync(folder.FullName, "t1", "w", webhooks, (int)(duration.TotalSeconds + 4) * 6_000);
            using var server = new ServerProcess(folder.FullName,
                $"--Webhooks:EncryptionKey={Convert.ToBase64String(new byte[AesSecretBox.KeyLength])}");
            await server.StartAsync();
            using var stop = new CancellationTokenSource();
            long[] published = new long[Callers];
            Task publishing = withIntake
                ? Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(() => PublishAsync(server, i, published, stop.Token))))
                : Task.CompletedTask;
            await Task.Delay(TimeSpan.FromSeconds(3));
            (long count, long events, TimeSpan cpu, long start) = (
                receiver.Count, published.Sum(), server.ProcessorTime, Stopwatch.GetTimestamp());
            await Task.Delay(duration);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            (double deliveries, double more, TimeSpan used) = (
                receiver.Count - count, published.Sum() - events, server.ProcessorTime - cpu);
            await stop.CancelAsync();
            await publishing;
            return (deliveries / seconds, more / seconds, used.TotalMicroseconds / (deliveries + more));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Events that no webhook asks for: what they cost is the intake alone.
    private static async Task PublishAsync(ServerProcess server, int caller, long[] published, CancellationToken stop)
    {
        using var raw = new RawCaller(server.Port, ServerProcess.Key);
        await raw.ConnectAsync(server.Port);
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            await raw.PostAsync(Seed.NewEvent($"in-{caller}-{i}", 1, 0));
            published[caller]++;
        }
    }
}
