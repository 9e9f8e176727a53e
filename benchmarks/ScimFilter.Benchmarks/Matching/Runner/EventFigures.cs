namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>What <see cref="EventScenario"/> found for one workload: nanoseconds per event, and ratios.</summary>
internal sealed record EventFigures(
    double Unit,
    double Single,
    double Batch,
    double TimesLoop,
    double TimesDictionary,
    double Allocated,
    double BytesEach,
    double LoadedPerSecond,
    double ParsedAndLoadedPerSecond);
