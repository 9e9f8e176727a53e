using System.Globalization;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>How long calls took.</summary>
internal sealed record Latencies(IReadOnlyList<double> Milliseconds, TimeSpan Duration)
{
    public double PerSecond => Milliseconds.Count / Duration.TotalSeconds;

    public static async Task<Latencies> MeasureAsync(
        int callers, TimeSpan duration, Func<int, CancellationToken, Task<List<double>>> caller)
    {
        using var stop = new CancellationTokenSource(duration);
        List<double>[] all = await Task.WhenAll(Enumerable.Range(0, callers).Select(i => Task.Run(() => caller(i, stop.Token))));
        return new Latencies([.. all.SelectMany(one => one).Order()], duration);
    }

    public double At(double part) => Milliseconds[Math.Min(Milliseconds.Count - 1, (int)(Milliseconds.Count * part))];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{PerSecond,8:0}/s  p50 {At(0.5):0.0} ms  p99 {At(0.99):0.0} ms");
}
