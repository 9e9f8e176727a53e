using System.Text.Json;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Filters of one form, numbered, and events that are made to match the filter of a number.</summary>
/// <param name="name">The name in the report and on the command line.</param>
internal abstract class Kind(string name)
{
    public string Name { get; } = name;

    /// <summary>Gets the event types of the subscriptions.</summary>
    public virtual string[] EventTypes => [];

    /// <summary>Gets how many filters each event matches; null where the events of the kind differ.</summary>
    public virtual int? Matches => null;

    /// <summary>Gets the most different events.</summary>
    public virtual int MostEvents => int.MaxValue;

    /// <summary>Gives the text of a filter.</summary>
    public abstract string Filter(Draw draw);

    /// <summary>Writes an event that matches the filter with the same number.</summary>
    public abstract void Write(Utf8JsonWriter writer, Draw draw);
}
