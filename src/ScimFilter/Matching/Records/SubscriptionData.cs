using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <summary>What a segment keeps of a subscription beside its id and its postings.</summary>
/// <param name="Use">The number of its set in <see cref="LayoutUses"/>.</param>
/// <param name="Priority">Its priority: of several that match, the one with the lowest is the first match.</param>
internal readonly record struct SubscriptionData(int Use, int Priority);
