namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>What was measured again and again, in nanoseconds.</summary>
/// <param name="Low">The 1/6 quantile: what a quiet machine would show.</param>
/// <param name="Median">The median.</param>
internal readonly record struct Sample(double Low, double Median)
{
    public static Sample Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Sample(sorted[sorted.Length / 6], sorted[sorted.Length / 2]);
    }
}
