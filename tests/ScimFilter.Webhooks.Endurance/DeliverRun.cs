using System.Diagnostics;
using System.Globalization;
using System.Text;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>
/// Events come in at one end and are counted at the other: 10,000 webhooks in 100 tenants, of which each event concerns ten.
/// </summary>
internal static class DeliverRun
{
    private const int Tenants = 100;
    private const int WebhooksOfTenant = 100;
    private const int Spaces = 10;
    private const double LeastRatio = 0.25;

    public static async Task<int> RunAsync(TimeSpan duration, int concurrency)
    {
        using var cheap = new CountingReceiver(_ => { });
        double least = await RatioAsync("a receiver that costs next to nothing", cheap, duration, concurrency);
        await using var ordinary = new OrdinaryReceiver();
        await ordinary.StartAsync();
        least = Math.Min(least, await RatioAsync("a web server as receiver", ordinary, duration, concurrency));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at least {LeastRatio} is asked for of both"));
        return least >= LeastRatio ? 0 : 1;
    }

    private static async Task<double> RatioAsync(string name, IReceiver receiver, TimeSpan duration, int concurrency)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("endurance-");
        try
        {
            double bare = await BareAsync(receiver, duration, concurrency);
            int before = receiver.Connections;
            double whole = await WholeAsync(receiver, folder.FullName, duration, concurrency);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: bare HttpClient {bare:0} deliveries/s over {before} connections, the service {whole:0} over {receiver.Connections - before}, ratio {whole / bare:0.00}"));
            return whole / bare;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> BareAsync(IReceiver receiver, TimeSpan duration, int concurrency)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = concurrency });
        byte[] body = Encoding.UTF8.GetBytes(Seed.NewEvent("bare", 0, 0));
        await PostAsync(TimeSpan.FromSeconds(3));
        long before = receiver.Count;
        await PostAsync(duration);
        return (receiver.Count - before) / duration.TotalSeconds;

        Task PostAsync(TimeSpan length) => Latencies.MeasureAsync(concurrency, length, async (_, stop) =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var content = new ByteArrayContent(body);
                using HttpResponseMessage response = await client.PostAsync(receiver.Url, content, CancellationToken.None);
            }

            return [0];
        });
    }

    private static async Task<double> WholeAsync(IReceiver receiver, string folder, TimeSpan duration, int concurrency)
    {
        await Seed.WebhooksAsync(folder, Enumerable.Range(0, Tenants * WebhooksOfTenant).Select(i =>
            Seed.NewWebhook(Seed.Tenant(i % Tenants), i / Tenants % Spaces, $"w{i}", $"{receiver.Url}/w{i}")));
        string[] keys = [.. Enumerable.Range(0, Tenants).SelectMany(i => (string[])
        [
            $"--Webhooks:ApiKeys:{i + 2}:Key=key{i}", $"--Webhooks:ApiKeys:{i + 2}:TenantId={Seed.Tenant(i)}",
            $"--Webhooks:ApiKeys:{i + 2}:UserId=u",
            $"--Webhooks:ApiKeys:{i + 2}:Roles:0=PublishEvents",
        ])];
        using var server = new ServerProcess(
            folder, [.. keys, $"--Webhooks:EncryptionKey={Convert.ToBase64String(new byte[AesSecretBox.KeyLength])}",
                $"--Webhooks:Delivery:MaxConcurrency={concurrency}"]);
        await server.StartAsync();
        using var stop = new CancellationTokenSource();
        Task publishing = PublishAsync(server, receiver, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(8));
        long before = receiver.Count;
        long start = Stopwatch.GetTimestamp();
        await Task.Delay(duration);
        double rate = (receiver.Count - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stop.CancelAsync();
        await publishing;
        return rate;
    }

    // As much as is delivered, and a little more: what waits is bounded.
    private static async Task PublishAsync(ServerProcess server, IReceiver receiver, CancellationToken stop)
    {
        const int ahead = 5_000;
        const int atOnce = 60;
        long published = 0;
        long before = receiver.Count;
        RawCaller[] callers = [.. Enumerable.Range(0, Tenants).Select(i => new RawCaller(server.Port, $"key{i}"))];
        foreach (RawCaller caller in callers)
        {
            await caller.ConnectAsync(server.Port);
        }

        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            if ((published * WebhooksOfTenant / Spaces) - (receiver.Count - before) > ahead)
            {
                await Task.Delay(5, CancellationToken.None);
                continue;
            }

            await Task.WhenAll(
                callers.Take(atOnce).Select((caller, c) => caller.PostAsync(Seed.NewEvent($"{i}-{c}", (i + c) % Spaces, 0))));
            published += atOnce;
            callers = [.. callers.Skip(atOnce), .. callers.Take(atOnce)];
        }

        foreach (RawCaller caller in callers)
        {
            caller.Dispose();
        }
    }
}
