namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>What <see cref="OperatorScenario"/> measured for one workload.</summary>
/// <param name="Units">The time for an event, as a ratio to a <see cref="System.Text.Json.Utf8JsonReader"/> pass over it.</param>
/// <param name="Matches">The matches for an event.</param>
/// <param name="Allocated">The bytes allocated for an event.</param>
/// <param name="BytesEach">The bytes of the managed heap for a subscription.</param>
/// <param name="LoadedPerSecond">The subscriptions loaded per second, parsed before.</param>
internal sealed record OperatorFigures(double Units, double Matches, double Allocated, double BytesEach, double LoadedPerSecond);
