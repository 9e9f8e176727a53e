using System.Collections.Immutable;

namespace ScimFilter.Json;

/// <summary>What a filter needs of an attribute.</summary>
internal enum SlotUse
{
    /// <summary>Its scalar values, an object standing for its <c>value</c> member (RFC 7643 section 2.4).</summary>
    Values,

    /// <summary>Its elements as JSON, for a value path.</summary>
    Elements,
}

/// <summary>One attribute that a filter needs.</summary>
/// <param name="Name">The name by which filters know it. Takes no part in equality.</param>
/// <param name="Paths">The paths at which an event may hold it; the first with a value wins.</param>
/// <param name="Use">What the filter needs of it.</param>
internal sealed record SlotRequest(string Name, ImmutableArray<EventPath> Paths, SlotUse Use)
{
    /// <summary>Gets a text that is the same for equal requests only.</summary>
    public string Key { get; } = (Use == SlotUse.Values ? "v" : "e") + string.Join('\u0002', Paths);

    private static readonly SlotRequest _unusedValues = new("", [], SlotUse.Values);
    private static readonly SlotRequest _unusedElements = new("", [], SlotUse.Elements);

    /// <summary>Gets a value indicating whether no filter reads the slot.</summary>
    public bool IsUnused => Paths.IsEmpty;

    /// <summary>Gives the request of a slot that no filter reads: it has no paths.</summary>
    public static SlotRequest Unused(SlotUse use) => use == SlotUse.Values ? _unusedValues : _unusedElements;

    /// <summary>
    /// Gives the request for events that are split into attributes: those hold the dotted name itself, or nest. Behind the URN of an
    /// extension, too, there may be a dot: <c>urn:x:User.manager</c>. What nests comes first behind a URN, as in events that are JSON.
    /// </summary>
    public SlotRequest ForAttributes()
    {
        if (IsUnused)
        {
            return this;
        }

        ImmutableArray<EventPath> nested = EventPath.ParsePlaces(Name);
        var whole = new EventPath([Name]);
        return new SlotRequest(Name, [.. (nested.Length == 1 ? nested.Insert(0, whole) : nested.Add(whole)).Distinct()], Use);
    }

    public bool Equals(SlotRequest? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
