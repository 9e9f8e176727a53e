namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>Draws numbers, some of them more often than others.</summary>
internal sealed class Popularity
{
    private readonly double[] _cumulative;

    public Popularity(IEnumerable<double> weights)
    {
        double sum = 0;
        _cumulative = [.. weights.Select(weight => sum += weight)];
    }

    public int Pick(Random random)
    {
        int found = Array.BinarySearch(_cumulative, random.NextDouble() * _cumulative[^1]);
        return Math.Min(found < 0 ? ~found : found + 1, _cumulative.Length - 1);
    }
}
