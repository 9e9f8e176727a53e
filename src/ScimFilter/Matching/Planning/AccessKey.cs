using ScimFilter.Ast;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Planning;

/// <summary>Where the values of keys come from: an attribute, and which of its values count.</summary>
internal sealed class KeySource(SlotRequest request, KeyKind kind)
{
    /// <summary>Stands for an attribute that has no number yet.</summary>
    private const int Unnumbered = -1;

    public SlotRequest Request { get; } = request;

    public KeyKind Kind { get; } = kind;

    /// <summary>Gets or sets the number that the attribute had in a layout of the index last; see <see cref="IndexLayout.Has"/>.</summary>
    public int Attribute { get; set; } = Unnumbered;

    /// <summary>Gets or sets the request that the layout had for it.</summary>
    public SlotRequest? Numbered { get; set; }
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
