using System.Diagnostics;
using System.Globalization;
using System.Text;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Storage.Sqlite;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>Events of 1 kB from 64 callers: into the store, and over HTTP.</summary>
internal static class IntakeRun
{
    private const int Callers = 64;
    private const int EventLength = 1_000;
    private const double LeastRatio = 0.5;
    private const double MostMilliseconds = 100;

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("endurance-");
        try
        {
            Latencies bare = await BareAsync(folder.FullName, duration);
            Console.WriteLine($"bare group commit  {bare}");
            Latencies http = await HttpAsync(folder.FullName, duration);
            Console.WriteLine($"over HTTP          {http}");
            double ratio = http.PerSecond / bare.PerSecond;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"ratio {ratio:0.00}, at least {LeastRatio} is asked for; p99 under {MostMilliseconds} ms"));
            return ratio >= LeastRatio && http.At(0.99) < MostMilliseconds ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Latencies> BareAsync(string folder, TimeSpan duration)
    {
        await using var database = new SqliteDatabase(Path.Combine(folder, "bare.db"));
        var store = new SqliteEventStore(database);
        await MeasureAsync(TimeSpan.FromSeconds(1));
        return await MeasureAsync(duration);

        Task<Latencies> MeasureAsync(TimeSpan length) => Latencies.MeasureAsync(Callers, length, async (_, stop) =>
        {
            var times = new List<double>();
            while (!stop.IsCancellationRequested)
            {
                (string id, string body) = NewEvent();
                long start = Stopwatch.GetTimestamp();
                var @event = new NewEvent(id, "com.qlik.app.created", EventShape.CloudEvent, Encoding.UTF8.GetBytes(body),
                    DateTimeOffset.UnixEpoch);
                await store.AppendAsync("t1", [@event], CancellationToken.None);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return times;
        });
    }

    private static async Task<Latencies> HttpAsync(string folder, TimeSpan duration)
    {
        using var server = new ServerProcess(Path.Combine(folder, "server"));
        await server.StartAsync();
        Latencies warm = await MeasureAsync(TimeSpan.FromSeconds(8));
        Console.WriteLine($"warming up         {warm}");
        return await MeasureAsync(duration);

        Task<Latencies> MeasureAsync(TimeSpan length) => Latencies.MeasureAsync(Callers, length, async (_, stop) =>
        {
            var times = new List<double>();
            using var caller = new RawCaller(server.Port, ServerProcess.Key);
            await caller.ConnectAsync(server.Port);
            while (!stop.IsCancellationRequested)
            {
                string body = NewEvent().Body;
                long start = Stopwatch.GetTimestamp();
                int status = await caller.PostAsync(body);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (status != 202)
                {
                    throw new InvalidOperationException($"The server answered {status}.");
                }
            }

            return times;
        });
    }

    private static (string Id, string Body) NewEvent()
    {
        string id = Guid.NewGuid().ToString();
        string head =
            $$"""{"specversion":"1.0","id":"{{id}}","source":"s","type":"com.qlik.app.created","spaceid":"s1","data":{"text":" """;
        return (id, head + new string('x', EventLength - head.Length - 3) + "\"}}");
    }
}
