using ScimFilter.Json;
using ScimFilter.Matching.Updating;

namespace ScimFilter;

/// <summary>How a <see cref="SubscriptionIndex{TId}"/> reads events and splits filters. Immutable.</summary>
public sealed record SubscriptionIndexOptions
{
    /// <summary>Gets the defaults that are documented at each property.</summary>
    public static SubscriptionIndexOptions Default { get; } = new();

    /// <summary>
    /// Gets the compiler, whose options have the schema, the comparison of strings, the reading of events and its limits. Indexes with the
    /// same compiler share its shapes. Default: null, for a compiler of its own with <see cref="FilterCompilerOptions.Default"/>.
    /// </summary>
    public FilterCompiler? Compiler { get; init; }

    /// <summary>
    /// Gets the dotted paths at which an event may have its type, as filters name attributes: case does not matter, and a URN in front may
    /// be the key of an object or the beginning of a name. The first with a value counts. Default: <c>type</c>, then <c>eventType</c>.
    /// </summary>
    /// <exception cref="ArgumentException">There is none, or one has an empty name.</exception>
    public IReadOnlyList<string> EventTypeAttributes
    {
        get;
        init => field = value is { Count: > 0 } && value.All(path => path is not null && !EventPath.Parse(path).Names.Contains(""))
            ? [.. value]
            : throw new ArgumentException("An event needs a place for its type, which is a dotted path of names.", nameof(value));
    } = ["type", "eventType"];

    /// <summary>
    /// Gets the most sets of attributes that form keys at once: 1 to 256. Default: 32. Each costs a table look-up per event. A filter with
    /// a further set is found by the largest known part of the set, and the rest is evaluated.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxTemplates { get; init => field = OptionRange.Checked(value, 1, 256); } = 32;

    /// <summary>
    /// Gets the most alternatives into which one <c>and</c> of several <c>or</c> lists is multiplied: 1 to 1,024. Default: 16. Beyond that
    /// the longer lists are evaluated; so are lists that would make hundreds of alternatives with more than 16 comparisons each on average.
    /// With the default, the alternatives of a filter take memory in proportion to its comparisons. The event types are part of their keys
    /// while that makes at most 1,024 entries of about 200 bytes, or four for each alternative and event type; beyond that, the event type
    /// is checked for each subscription that an alternative finds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxAlternatives { get; init => field = OptionRange.Checked(value, 1, 1_024); } = 16;

    /// <summary>
    /// Gets the most attributes of all filters together: 1 to 65,536. Default: 4,096. A filter that needs more is refused. A value path
    /// counts once for itself and once for each attribute inside it by which it can be found. Attributes that only the replaced
    /// subscription needs do not count.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxAttributes { get; init => field = OptionRange.Checked(value, 1, 1 << 16); } = 4_096;

    /// <summary>Gets the clock for the delays before failed maintenance runs again.</summary>
    internal TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets what is called before each step of maintenance, for tests that make one fail.</summary>
    internal Action<MaintenanceStep>? MaintenanceStepReached { get; init; }
}
