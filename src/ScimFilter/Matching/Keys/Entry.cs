namespace ScimFilter.Matching.Keys;

/// <summary>One alternative of a subscription, ready to be put into a segment: the key that finds it, and what is left to check.</summary>
/// <param name="Template">The attributes of the key.</param>
/// <param name="Type">The event type, the first value of the key; null when the template does not have the event type.</param>
/// <param name="Values">The other values of the key, in the order of the template's attributes.</param>
/// <param name="IsRepeatable">Whether one event can reach the subscription by this entry and by another one.</param>
/// <param name="Conditions">What the key does not decide; null when it decides everything.</param>
internal readonly record struct Entry(Template Template, byte[]? Type, byte[][] Values, bool IsRepeatable, Conditions? Conditions);
