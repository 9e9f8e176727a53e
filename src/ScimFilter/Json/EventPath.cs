using System.Collections.Immutable;
using ScimFilter.Ast;

namespace ScimFilter.Json;

/// <summary>The member names that lead from the top of an event to an attribute. The key of an extension is one name.</summary>
internal readonly record struct EventPath(ImmutableArray<string> Names)
{
    /// <summary>
    /// Reads <c>extensions.spaceId</c>, or <c>urn:…:User:manager.value</c> with the URN as the first name. A colon behind no URN, as in
    /// <c>ce:type</c>, is part of a name.
    /// </summary>
    public static EventPath Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon >= 0 && AttributeNames.IsUri(text.AsSpan(0, colon))
            ? new EventPath([text[..colon], .. text[(colon + 1)..].Split('.')])
            : new EventPath([.. text.Split('.')]);
    }

    /// <summary>Reads what <see cref="Parse"/> reads, at each place at which an event without a schema may have it.</summary>
    public static ImmutableArray<EventPath> ParsePlaces(string text)
    {
        EventPath path = Parse(text);
        return text.StartsWith(path.Names[0] + ':', StringComparison.Ordinal) ? BehindUrn(path.Names[0], path.Names.RemoveAt(0)) : [path];
    }

    /// <summary>
    /// Gives the places of what stands behind a URN: inside the object with that key, else in a member whose name begins with it.
    /// </summary>
    public static ImmutableArray<EventPath> BehindUrn(string urn, ImmutableArray<string> names) =>
        [new EventPath(names.Insert(0, urn)), new EventPath(names.SetItem(0, $"{urn}:{names[0]}"))];

    public bool Equals(EventPath other) => Names.AsSpan().SequenceEqual(other.Names.AsSpan());

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Gives the names with a separator that no name holds.</summary>
    public override string ToString() => string.Join('\u0001', Names);
}
