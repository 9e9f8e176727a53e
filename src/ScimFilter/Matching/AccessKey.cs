using ScimFilter.Ast;
using ScimFilter.Json;

namespace ScimFilter.Matching;

/// <summary>Where the values of keys come from: an attribute, and which of its values count.</summary>
internal sealed class KeySource(SlotRequest request, KeyKind kind)
{
    public SlotRequest Request { get; } = request;

    public KeyKind Kind { get; } = kind;

    /// <summary>Gets or sets the number of the attribute in the layout of the index.</summary>
    public int Attribute { get; set; }

    /// <summary>Gets or sets what the number is valid for: see <see cref="SubscriptionPlanner"/>.</summary>
    public object? Numbering { get; set; }
}

/// <summary>An <c>eq</c> by which a subscription can be found.</summary>
/// <param name="Source">The attribute.</param>
/// <param name="Key">The key of the literal.</param>
/// <param name="Decides">Whether the key decides by itself, without the comparison.</param>
/// <param name="Comparison">The comparison.</param>
internal readonly record struct AccessKey(KeySource Source, byte[] Key, bool Decides, ComparisonExpression Comparison)
{
    public bool IsOfSameAttribute(in AccessKey other) =>
        ReferenceEquals(Source, other.Source) || (Source.Kind == other.Source.Kind && Source.Request.Equals(other.Source.Request));
}
