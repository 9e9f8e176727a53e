namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Holds the figures of the mixture against what was aimed at, size by size, and across sizes.</summary>
internal sealed class MixtureAims(Bars bars)
{
    private EventFigures? _thousand;

    public void Check(int size, EventFigures figures)
    {
        string at = $"at {size:#,0}";
        double? most = size switch { 1_000 => 0.7, 100_000 => 1.3, 1_000_000 => 1.8, _ => null };
        if (most is { } units)
        {
            bars.AtMost($"one event {at}, units", units, figures.Single / figures.Unit);
        }

        if (size is 1_000 or 10_000)
        {
            bars.AtLeast($"times faster than a loop of lambdas {at}", size == 1_000 ? 50 : 1_200, figures.TimesLoop);
        }

        if (size >= 1_000)
        {
            bars.AtLeast($"times faster than a dictionary and shapes {at}", 5, figures.TimesDictionary);
            bars.AtMost($"bytes allocated for an event {at}", 0, figures.Allocated);
        }

        if (size >= 100_000)
        {
            bars.AtMost($"bytes a subscription {at}", 150, figures.BytesEach);
            bars.AtLeast($"loaded a second {at}", 200_000, figures.LoadedPerSecond);
            bars.AtLeast($"loaded from text a second {at}", 100_000, figures.ParsedAndLoadedPerSecond);
        }

        _thousand = size == 1_000 ? figures : _thousand;
        if (size == 1_000_000)
        {
            bars.AtMost($"batch {at}, units", 1.2, figures.Batch / figures.Unit);
            if (_thousand is { } small)
            {
                bars.AtMost("growth from 1,000 to 1,000,000", 4, figures.Single / small.Single);
                bars.AtMost("growth from 1,000 to 1,000,000, batch", 2.5, figures.Batch / small.Batch);
            }
        }
    }
}
