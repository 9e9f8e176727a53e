namespace ScimFilter.Matching.Keys;

/// <summary>One key of a subscription, ready to be put in a table.</summary>
/// <param name="Template">The attributes of the key.</param>
/// <param name="Type">The event type, which comes first among the values of the key; null when the template has none.</param>
/// <param name="Keys">The keys of its other values, in the order of the template.</param>
/// <param name="IsRepeatable">Whether an event can have this key and another of the subscription.</param>
/// <param name="Conditions">What else must hold; null when nothing else must.</param>
internal readonly record struct Entry(Template Template, byte[]? Type, byte[][] Keys, bool IsRepeatable, Conditions? Conditions);
