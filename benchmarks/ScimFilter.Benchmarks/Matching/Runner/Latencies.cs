using System.Diagnostics;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Times of single calls. The reading of the clock, some 20 ns, is in them.</summary>
internal sealed class Latencies(int capacity)
{
    private readonly long[] _ticks = new long[capacity];
    private int _count;

    public int Count => _count;

    private static double Nanoseconds => 1e9 / Stopwatch.Frequency;

    /// <summary>Takes a time; past the capacity it is dropped.</summary>
    public void Add(long ticks)
    {
        if (_count < _ticks.Length)
        {
            _ticks[_count++] = ticks;
        }
    }

    /// <summary>Gives a quantile in nanoseconds.</summary>
    public double Quantile(double share)
    {
        Array.Sort(_ticks, 0, _count);
        return _count == 0 ? double.NaN : _ticks[(int)(share * (_count - 1))] * Nanoseconds;
    }
}
