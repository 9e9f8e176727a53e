using System.Text.Json;

namespace ScimFilter.Webhooks.Events;

/// <summary>The names of the objects that a reader is in, to find one that stands twice in an object. For one event.</summary>
internal sealed class MemberNames
{
    // By depth; null for an object of which no member was read yet.
    private readonly HashSet<string>?[] _objects = new HashSet<string>?[EventEnvelope.MaxDepth + 1];

    /// <summary>Begins an object at the token where a reader stands.</summary>
    public void Begin(in Utf8JsonReader reader) => _objects[reader.CurrentDepth + 1] = null;

    /// <summary>Adds the name at which a reader stands.</summary>
    /// <returns>Whether the object does not have it yet.</returns>
    public bool Add(in Utf8JsonReader reader, string name) =>
        (_objects[reader.CurrentDepth] ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
}
