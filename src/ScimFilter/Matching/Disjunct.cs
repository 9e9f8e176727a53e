using ScimFilter.Ast;
using ScimFilter.Json;

namespace ScimFilter.Matching;

/// <summary>An <c>eq</c> by which a subscription can be found.</summary>
/// <param name="Request">The attribute.</param>
/// <param name="Kind">Which of its values are keys.</param>
/// <param name="Key">The key of the literal.</param>
/// <param name="Decides">Whether the key decides by itself, without the comparison.</param>
/// <param name="Comparison">The comparison.</param>
internal sealed record AccessKey(SlotRequest Request, KeyKind Kind, byte[] Key, bool Decides, ComparisonExpression Comparison);

/// <summary>One alternative of a filter: all keys and all that is left must hold.</summary>
/// <param name="Keys">At most one for each attribute and kind.</param>
/// <param name="Rest">What the keys do not say.</param>
internal sealed record Disjunct(IReadOnlyList<AccessKey> Keys, IReadOnlyList<FilterExpression> Rest);
