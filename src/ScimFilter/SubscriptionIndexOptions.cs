using ScimFilter.Matching.Updating;

namespace ScimFilter;

/// <summary>How a <see cref="SubscriptionIndex{TKey}"/> reads events and takes filters apart. Immutable.</summary>
public sealed record SubscriptionIndexOptions
{
    /// <summary>Gets the defaults that are documented at each property.</summary>
    public static SubscriptionIndexOptions Default { get; } = new();

    /// <summary>
    /// Gets the compiler, whose options hold the schema, how strings compare, how events are read and their limits. Indexes that
    /// share one share its shapes. Default: null, for a compiler of its own with <see cref="FilterCompilerOptions.Default"/>.
    /// </summary>
    public FilterCompiler? Compiler { get; init; }

    /// <summary>Gets the dotted paths at which an event may hold its type; the first with a value wins. Default: <c>type</c>, then <c>eventType</c>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IReadOnlyList<string> EventTypeAttributes
    {
        get;
        init => field = value is { Count: > 0 } ? [.. value] : throw new ArgumentException("An event needs a place for its type.", nameof(value));
    } = ["type", "eventType"];

    /// <summary>
    /// Gets how many sets of attributes may be keys at once: 1 to 256. Default: 32. Each costs a look into a table per event;
    /// a filter with a further set is found by the largest known part of it, and the rest is checked.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxTemplates { get; init => field = InRange(value, 1, 256); } = 32;

    /// <summary>
    /// Gets into how many alternatives one <c>and</c> of several <c>or</c> is multiplied out: 1 to 1,024. Default: 16. Beyond that the longer
    /// lists are checked; so are lists that make hundreds of alternatives with more than 16 comparisons each in the mean. With the default, the
    /// alternatives of a filter take memory in proportion to its comparisons. They are found by each event type of the subscription while that makes
    /// at most 256 entries, or four for each alternative and event type; beyond that by the alternatives alone, and the event type is checked.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxAlternatives { get; init => field = InRange(value, 1, 1_024); } = 16;

    /// <summary>Gets how many attributes all filters together may ask for: 1 to 65,536. Default: 4,096. A filter that asks for more is refused.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxAttributes { get; init => field = InRange(value, 1, 1 << 16); } = 4_096;

    /// <summary>Gets what measures the delays before failed maintenance runs again.</summary>
    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets what is called before each step of maintenance, for tests that have one fail.</summary>
    internal Action<MaintenanceStep>? MaintenanceStepReached { get; init; }

    private static int InRange(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
