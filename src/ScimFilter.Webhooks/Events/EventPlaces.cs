using System.Collections.Immutable;
using System.Text.Json;
using ScimFilter.Webhooks.Access;

namespace ScimFilter.Webhooks.Events;

/// <summary>
/// Where an event keeps what matching needs, as ordered lists of dotted paths of member names (<c>extensions.spaceId</c>). A name may have
/// a colon (<c>ce:type</c>). A URN in front (<c>urn:example:events:kind</c>) may be the key of an object, which is looked into first, or
/// the beginning of a name. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <see cref="Type"/> is read as filters read attributes: names ignore case where no exact spelling is there, the first path with a value
/// counts, and it may have several. What access depends on is read more strictly: names compare exactly, the first path with one string
/// counts.
/// </remarks>
public sealed record EventPlaces
{
    /// <summary>Gets the places of CloudEvents and of the legacy shape.</summary>
    public static EventPlaces Default { get; } = new();

    /// <summary>Gets where the type is. Default: <c>type</c>, then <c>eventType</c>.</summary>
    /// <exception cref="ArgumentException">There is no path, or one is empty.</exception>
    public ImmutableArray<string> Type { get; init => field = Checked(value); } = ["type", "eventType"];

    /// <summary>Gets where the acting user is. Default: <c>userid</c>, <c>userId</c>, <c>extensions.userId</c>.</summary>
    /// <exception cref="ArgumentException">A path is empty.</exception>
    public ImmutableArray<string> UserId { get; init => field = Checked(value, least: 0); } = ["userid", "userId", "extensions.userId"];

    /// <summary>Gets where the owner of the resource is. Default: <c>ownerid</c>, <c>ownerId</c>, <c>extensions.ownerId</c>.</summary>
    /// <exception cref="ArgumentException">A path is empty.</exception>
    public ImmutableArray<string> OwnerId { get; init => field = Checked(value, least: 0); } = ["ownerid", "ownerId", "extensions.ownerId"];

    /// <summary>Gets where the space of the resource is. Default: <c>spaceid</c>, <c>spaceId</c>, <c>extensions.spaceId</c>.</summary>
    /// <exception cref="ArgumentException">A path is empty.</exception>
    public ImmutableArray<string> SpaceId { get; init => field = Checked(value, least: 0); } = ["spaceid", "spaceId", "extensions.spaceId"];

    /// <summary>
    /// Gets where the resource is. Default: <c>toplevelresourceid</c>, <c>topLevelResourceId</c>, <c>extensions.topLevelResourceId</c>.
    /// </summary>
    /// <exception cref="ArgumentException">A path is empty.</exception>
    public ImmutableArray<string> ResourceId { get; init => field = Checked(value, least: 0); } =
        ["toplevelresourceid", "topLevelResourceId", "extensions.topLevelResourceId"];

    /// <summary>Reads what access to the resource of an event depends on.</summary>
    /// <param name="utf8Event">The event as JSON in UTF-8; one that is not an object says nothing.</param>
    /// <returns>What the event says; nothing when it is not JSON or nested more than <see cref="EventEnvelope.MaxDepth"/> deep.</returns>
    public EventContext ContextOf(ReadOnlySpan<byte> utf8Event)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8Event, new JsonReaderOptions { MaxDepth = EventEnvelope.MaxDepth });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            return new EventContext(Find(root, UserId), Find(root, OwnerId), Find(root, SpaceId), Find(root, ResourceId));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Access is denied to an event that cannot be read: it names no owner.
            return default;
        }
    }

    private static string? Find(JsonElement root, ImmutableArray<string> paths)
    {
        foreach (string path in paths)
        {
            if (Find(root, path) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private static string? Find(JsonElement root, string path)
    {
        int urn = UrnLength(path);
        return urn == 0 ? Walk(root, path, 0)
            : (First(root, path.AsSpan(0, urn)) is { } owner ? Walk(owner, path.AsSpan(urn + 1), 0) : null) ?? Walk(root, path, urn);
    }

    // A URN has a scheme and, with the name behind it, two colons at least; one colon alone is part of a name.
    private static int UrnLength(string path)
    {
        int scheme = path.IndexOf(':');
        int last = path.LastIndexOf(':');
        return scheme > 0 && last > scheme + 1 && char.IsAsciiLetter(path[0]) ? last : 0;
    }

    /// <summary>Follows a path whose first name ends at the first dot behind a place.</summary>
    private static string? Walk(JsonElement owner, ReadOnlySpan<char> path, int place)
    {
        int dot = path[place..].IndexOf('.');
        int length = dot < 0 ? path.Length : place + dot;
        return First(owner, path[..length]) is not { } member ? null
            : length < path.Length ? Walk(member, path[(length + 1)..], 0)
            : member.ValueKind == JsonValueKind.String ? member.GetString() : null;
    }

    // The first of several members with one name, as in filters; JsonElement.TryGetProperty would give the last.
    private static JsonElement? First(JsonElement owner, ReadOnlySpan<char> name)
    {
        if (owner.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in owner.EnumerateObject())
            {
                if (member.NameEquals(name))
                {
                    return member.Value;
                }
            }
        }

        return null;
    }

    private static ImmutableArray<string> Checked(ImmutableArray<string> paths, int least = 1)
    {
        if (paths.IsDefault || paths.Length < least || paths.Any(path => string.IsNullOrEmpty(path) || path.Split('.').Contains("")))
        {
            throw new ArgumentException("A place is a dotted path of member names.", nameof(paths));
        }

        return paths;
    }
}
