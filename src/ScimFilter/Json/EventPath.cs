using System.Collections.Immutable;

namespace ScimFilter.Json;

/// <summary>The member names that lead from the top of an event to an attribute. The key of an extension is one name.</summary>
internal readonly record struct EventPath(ImmutableArray<string> Names)
{
    /// <summary>Reads <c>extensions.spaceId</c>, or <c>urn:…:User:manager.value</c> with the URN as the first name.</summary>
    public static EventPath Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        ImmutableArray<string> names = [.. text[(colon + 1)..].Split('.')];
        return new EventPath(colon < 0 ? names : names.Insert(0, text[..colon]));
    }

    public bool Equals(EventPath other) => Names.AsSpan().SequenceEqual(other.Names.AsSpan());

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Gives the names with a separator that no name holds.</summary>
    public override string ToString() => string.Join('\u0001', Names);
}
