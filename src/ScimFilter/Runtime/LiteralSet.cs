using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace ScimFilter.Runtime;

/// <summary>
/// The literals of <c>a eq "x" or a eq "y" or …</c>: one look-up instead of a comparison each. Immutable and thread-safe.
/// </summary>
internal sealed class LiteralSet
{
    private const int SmallSet = 4;
    private const int BytesPerCharacter = 3;

    /// <summary>The object of a string, its place in the set and its hash.</summary>
    private const int BytesPerText = 48;

    private readonly byte[][] _small;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _longest;

    public LiteralSet(IReadOnlyCollection<string> texts, TextComparison comparison)
    {
        Comparison = comparison;
        bool exact = comparison == TextComparison.Exact;
        StringComparer comparer = exact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        _small = exact && texts.Count <= SmallSet ? [.. texts.Select(Encoding.UTF8.GetBytes)] : [];
        _lookup = texts.ToFrozenSet(comparer).GetAlternateLookup<ReadOnlySpan<char>>();
        Bytes = texts.Sum(text => BytesPerText + ((long)sizeof(char) * text.Length));
        _longest = texts.Max(text => text.Length) * BytesPerCharacter;
    }

    /// <summary>Gets the memory of the set in bytes, estimated.</summary>
    public long Bytes { get; }

    /// <summary>Gets how the strings compare.</summary>
    public TextComparison Comparison { get; }

    /// <summary>Gets the strings, each once.</summary>
    public ImmutableArray<string> Texts => _lookup.Set.Items;

    public bool Contains(ReadOnlySpan<byte> value)
    {
        if (_small.Length > 0)
        {
            foreach (byte[] text in _small)
            {
                if (value.SequenceEqual(text))
                {
                    return true;
                }
            }

            return false;
        }

        if (value.Length > _longest)
        {
            return false;
        }

        using var decoded = new DecodedText(value, stackalloc char[DecodedText.StackCharacters]);
        return _lookup.Contains(decoded.Characters);
    }
}
