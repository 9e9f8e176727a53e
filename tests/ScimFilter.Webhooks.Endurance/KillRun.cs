using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>
/// Kills the server at random moments while events come in and a receiver fails at random. In the end every accepted event must have
/// reached
/// every webhook whose filter it passes, and none another; and none twice unless the server was killed between.
/// </summary>
internal static class KillRun
{
    private const int Callers = 8;
    private const int Spaces = 4;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(int rounds)
    {
        int seed = Environment.TickCount;
        Console.WriteLine($"{rounds} rounds, seed {seed}");
        var random = new Random(seed);
        var ledger = new Ledger();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("endurance-");
        await using var receiver = new RandomReceiver(ledger, seed);
        await receiver.StartAsync();
        string[] retries = [.. Enumerable.Range(0, 60).Select(i => $"--Webhooks:Delivery:RetryDelays:{i}=00:00:00.3")];
        using var server = new ServerProcess(folder.FullName,
            ["--Webhooks:Delivery:Timeout=00:00:02", "--Webhooks:Delivery:DisableAfter=1.00:00:00", .. retries]);
        await server.StartAsync();
        await CreateWebhooksAsync(server, receiver.Url);

        var sent = new ConcurrentDictionary<string, ExpectedEvent>(StringComparer.Ordinal);
        using var stop = new CancellationTokenSource();
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(i => Task.Run(() => SendAsync(server, i, ledger, sent, stop.Token)))];
        for (int round = 1; round <= rounds; round++)
        {
            await Task.Delay(random.Next(300, 2_500));
            ledger.Killed(Stopwatch.GetTimestamp());
            server.Kill();
            ledger.Killed(Stopwatch.GetTimestamp());
            await server.StartAsync();
            Console.WriteLine($"round {round}: accepted {ledger.Accepted}, arrived {ledger.Arrived}");
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);
        receiver.IsWell = true;
        long deadline = Stopwatch.GetTimestamp() + (long)(_patience.TotalSeconds * Stopwatch.Frequency);
        while (ledger.Missing().Count > 0 && Stopwatch.GetTimestamp() < deadline)
        {
            await Task.Delay(200);
        }

        return Report(ledger, sent, folder);
    }

    private static int Report(Ledger ledger, ConcurrentDictionary<string, ExpectedEvent> sent, DirectoryInfo folder)
    {
        List<(string Webhook, string Event)> missing = ledger.Missing();
        List<(string Webhook, string Event)> foreign = ledger.Foreign(id => sent.GetValueOrDefault(id));
        Console.WriteLine(
            $"accepted {ledger.Accepted} events; arrived {ledger.Arrived} deliveries; missing {missing.Count}; where they do not belong {foreign.Count}; "
            + $"duplicates {ledger.Duplicates()}, of them without a kill between {ledger.Needless()}");
        bool good = missing.Count == 0 && foreign.Count == 0 && ledger.Needless() == 0 && ledger.Accepted > 0;
        Console.WriteLine(good ? "good" : $"NOT GOOD: {string.Join(", ", missing.Concat(foreign).Take(10))}; data in {folder.FullName}");
        return good ? 0 : 1;
    }

    // Webhook "t1-all" has every event of its tenant, "t1-0" to "t1-3" those of a space, "t1-not-0" those of the other spaces.
    private static async Task CreateWebhooksAsync(ServerProcess server, string receiver)
    {
        foreach ((string tenant, string key) in ((string, string)[])[("t1", ServerProcess.Key), ("t2", ServerProcess.OtherKey)])
        {
            using var client = new HttpClient { BaseAddress = server.Url };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            (string Name, string? Filter)[] webhooks =
            [
                ("all", null), ("not-0", """spaceId ne "0" """),
                .. Enumerable.Range(0, Spaces).Select(space => ($"{space}", (string?)$"spaceId eq \"{space}\"")),
            ];
            foreach ((string name, string? filter) in webhooks)
            {
                var body = new
                {
                    name, url = $"{receiver}/{tenant}-{name}", enabled = true, filter,
                    eventTypes = (string[])["com.qlik.app.created"]
                };
                using HttpResponseMessage response = await client.PostAsJsonAsync("api/v1/webhooks", body);
                response.EnsureSuccessStatusCode();
            }
        }
    }

    private static async Task SendAsync(
        ServerProcess server, int caller, Ledger ledger, ConcurrentDictionary<string, ExpectedEvent> sent, CancellationToken stop)
    {
        (string tenant, string key) = caller % 2 == 0 ? ("t1", ServerProcess.Key) : ("t2", ServerProcess.OtherKey);
        RawCaller? raw = null;
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            int space = i % Spaces;
            string id = $"{tenant}-{caller}-{i}";
            var expected = new ExpectedEvent(
                id,
                ((string[])[$"{tenant}-all", $"{tenant}-{space}", .. space == 0 ? (string[])[] : [$"{tenant}-not-0"]])
                    .ToHashSet(StringComparer.Ordinal));
            sent[id] = expected;
            string body = $$"""{"specversion":"1.0","id":"{{id}}","source":"s","type":"com.qlik.app.created","spaceid":"{{space}}"}""";
            try
            {
                if (raw is null)
                {
                    raw = new RawCaller(server.Port, key);
                    await raw.ConnectAsync(server.Port);
                }

                if (await raw.PostAsync(body) == 202)
                {
                    ledger.Accept(expected);
                }
            }
            catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
            {
                raw?.Dispose();
                raw = null;
            }

            // About what the receiver can take, with its failures.
            await Task.Delay(20, CancellationToken.None);
        }

        raw?.Dispose();
    }
}
