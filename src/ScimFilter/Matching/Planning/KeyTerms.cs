using System.Text;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Schema;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// Decides which comparisons can be part of a key. Remembers the attributes it resolved. Used by one thread at a time.
/// </summary>
internal sealed class KeyTerms(AttributeResolver resolver)
{
    private readonly Dictionary<AttributePath, KnownAttribute> _attributes = [];

    /// <summary>The attributes resolved last, a ring: most comparisons of a list have one of a few attributes.</summary>
    private readonly KnownAttribute?[] _recent = new KnownAttribute?[4];
    private int _newest;

    /// <summary>Gives the term of an <c>eq</c> or <c>ne</c> with a string, a number, <c>true</c> or <c>false</c>.</summary>
    /// <returns>
    /// The term; null for anything else. In particular <c>eq null</c> holds for events without a value, which no value of a key finds, and
    /// dates are equal in many spellings: both are left to be evaluated as residual filters.
    /// </returns>
    public KeyTerm? Of(ComparisonExpression comparison)
    {
        KnownAttribute known = Resolve(comparison.Path);
        ComparisonValue value = comparison.Value;
        string text = value.Kind == ComparisonValueKind.String ? value.GetString() : "";
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        KeyTerm Term(KeyKind kind, byte[] normalized, bool decides) => new(known.Sources[(int)kind], normalized, decides, comparison);

        return TestSelector.Select(comparison.Operator, value, utf8, known.Attribute) switch
        {
            (TestKind.Exact, ComparisonOperator.Equal) => Term(KeyKind.ExactText, utf8, decides: true),
            (TestKind.Folded, ComparisonOperator.Equal) => Term(KeyKind.FoldedText, Fold(utf8), utf8.Length == text.Length),
            (TestKind.Number, ComparisonOperator.Equal) => Term(KeyKind.Number, NormalizedValue.OfNumber(value.GetNumber()), decides: true),
            (TestKind.True, _) => Term(KeyKind.Boolean, [1], decides: true),
            (TestKind.False, _) => Term(KeyKind.Boolean, [0], decides: true),
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
            if (_attributes.Count == Thresholds.MaxRemembered)
            {
                _attributes.Clear();
            }

            _attributes.Add(path, known);
        }

        _newest = (_newest + 1) % _recent.Length;
        return _recent[_newest] = known;
    }

    private static byte[] Fold(byte[] text)
    {
        byte[] folded = new byte[text.Length * NormalizedValue.FoldedSize];
        return folded[..NormalizedValue.Fold(text, folded)];
    }

    private sealed record KnownAttribute(AttributePath Path, ResolvedAttribute Attribute, KeySource[] Sources);
}
