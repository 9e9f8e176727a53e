using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>500 webhooks at a steady rate, with and without one whose receiver takes connections and never answers.</summary>
internal static class DeadRun
{
    private const int Webhooks = 500;
    private const int PerSecond = 200;
    private const double MostRatio = 1.5;

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        Latencies without = await MeasureAsync(duration, withDead: false);
        Console.WriteLine($"all well        {without}");
        Latencies with = await MeasureAsync(duration, withDead: true);
        Console.WriteLine($"one of them dead{with}");
        double ratio = with.At(0.99) / without.At(0.99);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio of p99 {ratio:0.00}, at most {MostRatio} is allowed"));
        return ratio <= MostRatio ? 0 : 1;
    }

    private static async Task<Latencies> MeasureAsync(TimeSpan duration, bool withDead)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("endurance-");
        using var dead = new TcpListener(IPAddress.Loopback, 0);
        dead.Start(1_024);
        try
        {
            var times = new ConcurrentBag<(long Sent, double Milliseconds)>();
            using var receiver = new CountingReceiver(request =>
            {
                long sent = Seed.StampOf(request);
                times.Add((sent, Stopwatch.GetElapsedTime(sent).TotalMilliseconds));
            });
            string deadUrl = $"http://127.0.0.1:{((IPEndPoint)dead.LocalEndpoint).Port}";
            await Seed.WebhooksAsync(folder.FullName, Enumerable.Range(0, Webhooks).Select(i =>
                Seed.NewWebhook("t1", i, $"w{i}", $"{(withDead && i == 0 ? deadUrl : receiver.Url)}/w{i}")));
            using var server = new ServerProcess(folder.FullName,
                $"--Webhooks:EncryptionKey={Convert.ToBase64String(new byte[AesSecretBox.KeyLength])}");
            await server.StartAsync();
            using var caller = new RawCaller(server.Port, ServerProcess.Key);
            await caller.ConnectAsync(server.Port);
            await SendAsync(caller, "warm", TimeSpan.FromSeconds(8));
            long start = Stopwatch.GetTimestamp();
            await SendAsync(caller, "event", duration);
            await Task.Delay(TimeSpan.FromSeconds(1));
            return new Latencies([.. times.Where(one => one.Sent >= start).Select(one => one.Milliseconds).Order()], duration);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task SendAsync(RawCaller caller, string name, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; Stopwatch.GetElapsedTime(start) < duration; i++)
        {
            // Every twentieth goes where one may be dead.
            int space = i % 20 == 0 ? 0 : i % Webhooks;
            await caller.PostAsync(Seed.NewEvent($"{name}-{i}", space, Stopwatch.GetTimestamp()));
            TimeSpan ahead = TimeSpan.FromSeconds((i + 1.0) / PerSecond) - Stopwatch.GetElapsedTime(start);
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead);
            }
        }
    }
}
