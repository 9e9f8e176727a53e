using System.Text;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Schema;

namespace ScimFilter.Matching.Planning;

/// <summary>Tells which comparisons are keys. Keeps what it found out of attributes; used by one thread at a time.</summary>
internal sealed class AccessKeys(AttributeResolver resolver)
{
    private const int MostKept = 4_096;

    private readonly Dictionary<AttributePath, KnownAttribute> _attributes = [];

    /// <summary>The comparisons of a list mostly have few attributes: those that came last, one after the other.</summary>
    private readonly KnownAttribute?[] _recent = new KnownAttribute?[4];
    private int _newest;

    /// <summary>Gives the key of an <c>eq</c> or <c>ne</c> that is one.</summary>
    public AccessKey? Of(ComparisonExpression comparison)
    {
        KnownAttribute known = Resolve(comparison.Path);
        ComparisonValue value = comparison.Value;
        string text = value.Kind == ComparisonValueKind.String ? value.GetString() : "";
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        AccessKey Key(KeyKind kind, byte[] key, bool decides) => new(known.Sources[(int)kind], key, decides, comparison);

        return OperationSelector.Select(comparison.Operator, value, utf8, known.Attribute) switch
        {
            OperationCode.EqualExact => Key(KeyKind.ExactText, utf8, decides: true),
            OperationCode.EqualFolded => Key(KeyKind.FoldedText, Fold(utf8), utf8.Length == text.Length),
            OperationCode.EqualNumber => Key(KeyKind.Number, KeyText.OfNumber(value.GetNumber()), decides: true),
            OperationCode.True => Key(KeyKind.Boolean, [1], decides: true),
            OperationCode.False => Key(KeyKind.Boolean, [0], decides: true),
            _ => null,
        };
    }

    private KnownAttribute Resolve(AttributePath path)
    {
        foreach (KnownAttribute? recent in _recent)
        {
            if (recent?.Path.Equals(path) == true)
            {
                return recent;
            }
        }

        if (!_attributes.TryGetValue(path, out KnownAttribute? known))
        {
            ResolvedAttribute attribute = resolver.Resolve(path, container: null);
            var request = new SlotRequest(attribute.Name, attribute.Paths, SlotUse.Values);
            known = new KnownAttribute(path, attribute, [.. Enum.GetValues<KeyKind>().Select(kind => new KeySource(request, kind))]);
            if (_attributes.Count == MostKept)
            {
                // It begins anew with those that are used now.
                _attributes.Clear();
            }

            _attributes.Add(path, known);
        }

        _newest = (_newest + 1) % _recent.Length;
        return _recent[_newest] = known;
    }

    private static byte[] Fold(byte[] text)
    {
        byte[] key = new byte[text.Length * 3];
        return key[..KeyText.Fold(text, key)];
    }

    private sealed record KnownAttribute(AttributePath Path, ResolvedAttribute Attribute, KeySource[] Sources);
}
