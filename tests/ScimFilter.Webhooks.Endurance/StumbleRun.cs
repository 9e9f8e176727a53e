using System.Diagnostics;
using System.Globalization;
using ScimFilter.Webhooks.Server.Storage;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>A backlog at a receiver that is overloaded now and then, and at one that is broken.</summary>
internal static class StumbleRun
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(int events)
    {
        foreach (int status in (int[])[500, 502])
        {
            long taken = 0;
            double seconds = await DrainAsync(events, count =>
            {
                bool stumbles = count % 1_000 == 500;
                Interlocked.Add(ref taken, stumbles ? 0 : 1);
                return stumbles ? status : 200;
            }, () => Interlocked.Read(ref taken) >= events * 0.995);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"one {status} among 1,000: {Interlocked.Read(ref taken)} of {events} taken after {seconds:0.0} s"));
        }

        foreach (int status in (int[])[500, 503])
        {
            long asked = 0;
            double seconds = await DrainAsync(events, _ =>
            {
                Interlocked.Increment(ref asked);
                return status;
            }, () => false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"nothing but {status}: {Interlocked.Read(ref asked) / seconds:0.0} requests/s over {seconds:0} s"));
        }

        return 0;
    }

    private static async Task<double> DrainAsync(int events, Func<long, int> statusOf, Func<bool> isDone)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("endurance-");
        try
        {
            using var receiver = new CountingReceiver(_ => { }, statusOf);
            await Seed.WebhooksAsync(folder.FullName, [Seed.NewWebhook("t1", 0, "w0", $"{receiver.Url}/w0")]);
            await Seed.DueAsync(folder.FullName, "t1", "w", 1, events);
            using var server = new ServerProcess(folder.FullName,
                $"--Webhooks:EncryptionKey={Convert.ToBase64String(new byte[AesSecretBox.KeyLength])}");
            await server.StartAsync();
            long start = Stopwatch.GetTimestamp();
            while (!isDone() && Stopwatch.GetElapsedTime(start) < _patience)
            {
                await Task.Delay(50);
            }

            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
