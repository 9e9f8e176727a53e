namespace ScimFilter;

/// <summary>How an event finds an entry of a <see cref="SubscriptionIndex{TId}"/> among those that have the same key.</summary>
public enum AccessPathKind
{
    /// <summary>The key decides everything: the event types and the values that the filter compares by <c>eq</c>.</summary>
    Key,

    /// <summary>A value that a further <c>eq</c> requires.</summary>
    Equal,

    /// <summary>Whether the attribute has a value: <c>pr</c> and <c>eq null</c>.</summary>
    Presence,

    /// <summary>The beginning of a value: <c>sw</c>.</summary>
    StartsWith,

    /// <summary>The end of a value: <c>ew</c>.</summary>
    EndsWith,

    /// <summary>A part of a value: <c>co</c>.</summary>
    Contains,

    /// <summary>A bound or an interval: <c>gt</c>, <c>ge</c>, <c>lt</c>, <c>le</c>.</summary>
    Bounds,

    /// <summary>A bound or an interval that all values must meet: <c>not (a gt 5)</c>.</summary>
    NegatedBounds,

    /// <summary>
    /// A negated condition that several filters share. It is checked once; where it does not hold, none of them is checked.
    /// </summary>
    SharedCondition,

    /// <summary>None: a single <c>ne</c>, which is compared on every event that has the key.</summary>
    Unequal,

    /// <summary>None, as the key has few entries with conditions. They are checked one by one.</summary>
    OneByOne,

    /// <summary>None can lead to the entry: it is checked on every event that has the key.</summary>
    Every,
}
