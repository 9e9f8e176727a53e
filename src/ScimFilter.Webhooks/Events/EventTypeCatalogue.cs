using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ScimFilter.Webhooks.Events;

/// <summary>The event types there are, each under its present name and those of old. Names are exact. Immutable and thread-safe.</summary>
public sealed class EventTypeCatalogue
{
    private static readonly ImmutableArray<WebhookLevel> _tenantOnly = [WebhookLevel.Tenant];

    private readonly FrozenDictionary<string, EventType> _byName;

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

    /// <summary>Gets the types of the webhook product, with the names before and after they were changed.</summary>
    public static EventTypeCatalogue Default { get; } = new(
        App("created", "App created", "An app was created, copied or imported."),
        App("deleted", "App deleted", "An app was deleted.") with { Levels = _tenantOnly },
        App("exported", "App exported", "An app was exported."),
        App("published", "App published", "An app was published to a space."),
        App("data.updated", "App data updated", "The data of an app was updated."),
        new EventType("com.qlik.v1.app.reload.finished", "App reload finished")
        { Category = "App", Description = "A reload of an app ended, well or not; data.status says which." },
        new EventType("com.qlik.v1.app.opened", "App opened") { Category = "App", Description = "A user opened an app." },
        new EventType("com.qlik.v1.reload.finished", "Reload finished") { Category = "Reload", Description = "A reload task ended." },
        Core("api-key.validation.failed", "API key validation failed", "API key", "A request came with an API key that is not valid."),
        Core("user.created", "User created", "User", "A user was created."),
        Core("user.deleted", "User deleted", "User", "A user was deleted."));

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

    /// <summary>Gives a catalogue with further types.</summary>
    /// <param name="types">The types.</param>
    /// <exception cref="ArgumentException">Two types share a name.</exception>
    public EventTypeCatalogue With(params IEnumerable<EventType> types) => new([.. Types, .. types]);

    private static IEnumerable<string> NamesOf(EventType type) => [type.Name, .. type.OldNames];

    private static EventType App(string name, string title, string description) => new($"com.qlik.app.{name}", title)
    {
        Category = "App",
        Description = description,
        OldNames = [$"com.qlik.v1.app.{name}"],
    };

    private static EventType Core(string name, string title, string category, string description) => new($"com.qlik.core.{name}", title)
    {
        Category = category,
        Description = description,
        Levels = _tenantOnly,
        OldNames = [$"com.qlik.v1.{name}", $"com.qlik.{name}"],
    };
}
