using ScimFilter.Json;
using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Planning;

/// <summary>An attribute of filters, and which of its values count. Remembers its number in the layout of the index.</summary>
internal sealed class KeySource(SlotRequest request, KeyKind kind)
{
    private const int Unnumbered = -1;

    /// <summary>Gets how the attribute is read.</summary>
    public SlotRequest Request { get; } = request;

    public KeyKind Kind { get; } = kind;

    /// <summary>
    /// Gets or sets the number that the attribute had last; <see cref="IndexLayout.Has"/> checks whether it is still valid.
    /// </summary>
    public int Attribute { get; set; } = Unnumbered;

    /// <summary>Gets or sets the request that the layout had under that number.</summary>
    public SlotRequest? Numbered { get; set; }
}
