using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ScimFilter.Schema;

namespace ScimFilter.Webhooks.Events;

/// <summary>Event types, each with its current name and its old names. Names compare exactly. Immutable and thread-safe.</summary>
public sealed class EventTypeCatalogue
{
    private readonly FrozenDictionary<string, EventType> _byName;

    // Filters are checked one by one, mostly with the one schema of a profile.
    private volatile Tuple<FilterSchema, FilterSchema>? _lastNamed;

    /// <summary>Creates a catalogue.</summary>
    /// <param name="types">The types.</param>
    /// <exception cref="ArgumentException">Two types share a name.</exception>
    public EventTypeCatalogue(params IEnumerable<EventType> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        Types = [.. types];
        var byName = new Dictionary<string, EventType>(StringComparer.Ordinal);
        foreach (EventType type in Types)
        {
            foreach (string name in NamesOf(type))
            {
                if (!byName.TryAdd(name, type))
                {
                    throw new ArgumentException($"The event type '{name}' stands twice.", nameof(types));
                }
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Gets the types in the order given.</summary>
    public ImmutableArray<EventType> Types { get; }

    /// <summary>Gets a value indicating whether webhooks may ask for types that are not in the catalogue. Default: false.</summary>
    public bool AcceptsOthers { get; init; }

    /// <summary>Finds a type by any of its names.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The type.</param>
    public bool TryFind(string name, [NotNullWhen(true)] out EventType? type) => _byName.TryGetValue(name, out type);

    /// <summary>Gives every name that means the same as one; a name that is not in the catalogue means itself alone.</summary>
    /// <param name="name">The name.</param>
    public IEnumerable<string> Equivalents(string name) => _byName.TryGetValue(name, out EventType? type) ? NamesOf(type) : [name];

    /// <summary>Gives a catalogue with further types, and with the same <see cref="AcceptsOthers"/>.</summary>
    /// <param name="types">The types.</param>
    /// <exception cref="ArgumentException">Two types share a name.</exception>
    public EventTypeCatalogue With(params IEnumerable<EventType> types) => new([.. Types, .. types]) { AcceptsOthers = AcceptsOthers };

    /// <summary>Gives a schema that makes no difference between the names of an event type.</summary>
    internal FilterSchema Naming(FilterSchema schema)
    {
        if (_lastNamed is not { } last || !ReferenceEquals(last.Item1, schema))
        {
            last = Tuple.Create(schema, schema.WithEventTypeNames(Equivalents));
            _lastNamed = last;
        }

        return last.Item2;
    }

    private static IEnumerable<string> NamesOf(EventType type) => [type.Name, .. type.OldNames];
}
