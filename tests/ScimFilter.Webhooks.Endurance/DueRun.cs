using System.Diagnostics;
using System.Globalization;
using ScimFilter.Webhooks.Server.Storage;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>A start with 100,000 deliveries due: the first must be on its way soon.</summary>
internal static class DueRun
{
    private const int Count = 100_000;
    private const double MostSeconds = 2;

    public static async Task<int> RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("endurance-");
        var first = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            using var receiver = new CountingReceiver(_ => first.TrySetResult(Stopwatch.GetTimestamp()));
            await Seed.WebhooksAsync(folder.FullName,
                Enumerable.Range(0, 100).Select(i => Seed.NewWebhook("t1", 0, $"w{i}", $"{receiver.Url}/w{i}")));
            await Seed.DueAsync(folder.FullName, "t1", "w", 100, Count);
            using var server = new ServerProcess(folder.FullName,
                $"--Webhooks:EncryptionKey={Convert.ToBase64String(new byte[AesSecretBox.KeyLength])}");
            long start = Stopwatch.GetTimestamp();
            Task starting = server.StartAsync();
            double seconds = Stopwatch.GetElapsedTime(start, await first.Task).TotalSeconds;
            await starting;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                    $"first of {Count} due deliveries {seconds:0.00} s after the process was started; {MostSeconds} s are allowed"));
            while (receiver.Count < Count)
            {
                await Task.Delay(20);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"all of them after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
            return seconds <= MostSeconds ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
