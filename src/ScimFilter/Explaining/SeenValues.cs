using System.Collections.Immutable;

namespace ScimFilter.Explaining;

/// <summary>What an event has at an attribute.</summary>
/// <param name="Texts">The first values as JSON text.</param>
/// <param name="Count">The number of all values.</param>
/// <param name="AreScalars">Whether they are what an operator compares, and not objects without a value.</param>
internal readonly record struct SeenValues(ImmutableArray<string> Texts, int Count, bool AreScalars);
