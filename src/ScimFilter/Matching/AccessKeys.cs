using System.Text;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Schema;

namespace ScimFilter.Matching;

/// <summary>Tells which comparisons are keys. Keeps what it found out of attributes; used by one writer at a time.</summary>
internal sealed class AccessKeys(AttributeResolver resolver)
{
    private const int MostKept = 4_096;

    private readonly Dictionary<AttributePath, (ResolvedAttribute Attribute, KeySource[] Sources)> _attributes = [];

    /// <summary>Gives the key of an <c>eq</c> or <c>ne</c> that is one.</summary>
    public AccessKey? Of(ComparisonExpression comparison)
    {
        (ResolvedAttribute attribute, KeySource[] sources) = Resolve(comparison.Path);
        ComparisonValue value = comparison.Value;
        string text = value.Kind == ComparisonValueKind.String ? value.GetString() : "";
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        AccessKey Key(KeyKind kind, byte[] key, bool decides) => new(sources[(int)kind], key, decides, comparison);

        return OperationSelector.Select(comparison.Operator, value, utf8, attribute) switch
        {
            OperationCode.EqualExact => Key(KeyKind.ExactText, utf8, decides: true),
            OperationCode.EqualFolded => Key(KeyKind.FoldedText, Fold(utf8), utf8.Length == text.Length),
            OperationCode.EqualNumber => Key(KeyKind.Number, KeyText.OfNumber(value.GetNumber()), decides: true),
            OperationCode.True => Key(KeyKind.Boolean, [1], decides: true),
            OperationCode.False => Key(KeyKind.Boolean, [0], decides: true),
            _ => null,
        };
    }

    /// <summary>Forgets the numbers of attributes from one on, which their layout does not have any more.</summary>
    public void ForgetNumbers(int first)
    {
        foreach ((_, KeySource[] sources) in _attributes.Values)
        {
            foreach (KeySource source in sources)
            {
                source.Attribute = source.Attribute >= first ? KeySource.Unnumbered : source.Attribute;
            }
        }
    }

    private (ResolvedAttribute Attribute, KeySource[] Sources) Resolve(AttributePath path)
    {
        if (!_attributes.TryGetValue(path, out (ResolvedAttribute Attribute, KeySource[] Sources) known))
        {
            ResolvedAttribute attribute = resolver.Resolve(path, container: null);
            var request = new SlotRequest(attribute.Name, attribute.Paths, SlotUse.Values);
            known = (attribute, [.. Enum.GetValues<KeyKind>().Select(kind => new KeySource(request, kind))]);
            if (_attributes.Count < MostKept)
            {
                _attributes.Add(path, known);
            }
        }

        return known;
    }

    private static byte[] Fold(byte[] text)
    {
        byte[] key = new byte[text.Length * 3];
        return key[..KeyText.Fold(text, key)];
    }
}
