using System.Text.Json;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>A kind whose events are flat and small, and for which the number of matches is known.</summary>
/// <param name="name">The name.</param>
/// <param name="matches">The number of filters that each event matches.</param>
/// <param name="filter">Gives the text of a filter.</param>
/// <param name="members">Gives the members of an event: strings, numbers or lists of strings.</param>
internal sealed class SmallKind(string name, int matches, Func<Draw, string> filter, Func<Draw, (string Name, object Value)[]> members)
    : Kind(name)
{
    public override int? Matches => matches;

    /// <summary>As many as hypermatch draws for its figures.</summary>
    public override int MostEvents => 1_024;

    public override string Filter(Draw draw) => filter(draw);

    public override void Write(Utf8JsonWriter writer, Draw draw)
    {
        writer.WriteStartObject();
        foreach ((string name, object value) in members(draw))
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value is string text ? draw.Text(text) : value);
        }

        writer.WriteEndObject();
    }
}
