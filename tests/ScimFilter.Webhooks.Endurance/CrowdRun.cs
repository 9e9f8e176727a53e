using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>
/// Many webhooks whose receivers take connections and never answer, with some events each: what other tenants wait meanwhile.
/// </summary>
internal static class CrowdRun
{
    private const int EventsOfEach = 8;
    private const int Others = 50;
    private const double MostMilliseconds = 1_000;

    public static async Task<int> RunAsync(int webhooks)
    {
        Latencies ofOne = await MeasureAsync(webhooks, _ => "t1");
        Console.WriteLine($"{webhooks} that hang, of one tenant    {ofOne}, most {ofOne.At(1):0} ms");
        Latencies ofMany = await MeasureAsync(webhooks, Seed.Tenant);
        Console.WriteLine($"{webhooks} that hang, of a tenant each {ofMany}, most {ofMany.At(1):0} ms");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at most {MostMilliseconds} ms are allowed"));
        return Math.Max(ofOne.At(1), ofMany.At(1)) <= MostMilliseconds ? 0 : 1;
    }

    private static async Task<Latencies> MeasureAsync(int webhooks, Func<int, string> tenantOf)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("endurance-");
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start(8_192);
        try
        {
            var times = new ConcurrentBag<double>();
            using var receiver = new CountingReceiver(request =>
                times.Add(Stopwatch.GetElapsedTime(Seed.StampOf(request)).TotalMilliseconds));
            string url = $"http://127.0.0.1:{((IPEndPoint)hanging.LocalEndpoint).Port}";
            await Seed.WebhooksAsync(folder.FullName,
            [
                .. Enumerable.Range(0, webhooks).Select(i => Seed.NewWebhook(tenantOf(i), 0, $"h{i}", $"{url}/h{i}")),
                .. Enumerable.Range(0, Others).Select(i => Seed.NewWebhook("t2", i, $"w{i}", $"{receiver.Url}/w{i}")),
            ]);
            string[] keys =
                [.. Enumerable.Range(0, webhooks).Select(tenantOf).Distinct(StringComparer.Ordinal).SelectMany((tenant, i) => (string[])
            [
                $"--Webhooks:ApiKeys:{i + 2}:Key=key-{tenant}", $"--Webhooks:ApiKeys:{i + 2}:TenantId={tenant}",
                $"--Webhooks:ApiKeys:{i + 2}:UserId=u",
                $"--Webhooks:ApiKeys:{i + 2}:Roles:0=PublishEvents",
            ])];
            using var server = new ServerProcess(folder.FullName,
                [.. keys, $"--Webhooks:EncryptionKey={Convert.ToBase64String(new byte[AesSecretBox.KeyLength])}"]);
            await server.StartAsync();
            Task crowding = CrowdAsync(server, [.. Enumerable.Range(0, webhooks).Select(tenantOf).Distinct(StringComparer.Ordinal)]);
            long start = Stopwatch.GetTimestamp();
            using var caller = new RawCaller(server.Port, ServerProcess.OtherKey);
            await caller.ConnectAsync(server.Port);
            int sent = 0;
            for (; Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(40); sent++)
            {
                await caller.PostAsync(Seed.NewEvent($"other-{sent}", sent % Others, Stopwatch.GetTimestamp()));
                await Task.Delay(50);
            }

            await crowding;
            while (times.Count < sent && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(90))
            {
                await Task.Delay(50);
            }

            return new Latencies([.. times.Order()], Stopwatch.GetElapsedTime(start));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CrowdAsync(ServerProcess server, IReadOnlyList<string> tenants)
    {
        foreach (string tenant in tenants)
        {
            using var caller = new RawCaller(server.Port, $"key-{tenant}");
            await caller.ConnectAsync(server.Port);
            for (int i = 0; i < EventsOfEach; i++)
            {
                await caller.PostAsync(Seed.NewEvent($"hang-{tenant}-{i}", 0, 0));
            }
        }
    }
}
