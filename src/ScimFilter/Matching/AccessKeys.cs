using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Matching;

/// <summary>Tells which comparisons are keys. Keeps what it found out of attributes; used by one writer at a time.</summary>
internal sealed class AccessKeys(AttributeResolver resolver)
{
    private const int MostKept = 4_096;

    private readonly Dictionary<AttributePath, (ResolvedAttribute Attribute, SlotRequest Request)> _attributes = [];

    /// <summary>Gives the key of an <c>eq</c> or <c>ne</c> that is one.</summary>
    public AccessKey? Of(ComparisonExpression comparison)
    {
        (ResolvedAttribute attribute, SlotRequest request) = Resolve(comparison.Path);
        Literal? literal = Literal.Of(comparison.Value);
        return OperationSelector.Select(comparison.Operator, comparison.Value, literal, attribute) switch
        {
            OperationCode.EqualExact => new AccessKey(request, KeyKind.ExactText, literal!.Utf8, Decides: true, comparison),
            OperationCode.EqualFolded => new AccessKey(request, KeyKind.FoldedText, Fold(literal!.Utf8), literal.IsAscii, comparison),
            OperationCode.EqualNumber => new AccessKey(request, KeyKind.Number, KeyText.OfNumber(literal!.Number), Decides: true, comparison),
            OperationCode.True => new AccessKey(request, KeyKind.Boolean, [1], Decides: true, comparison),
            OperationCode.False => new AccessKey(request, KeyKind.Boolean, [0], Decides: true, comparison),
            _ => null,
        };
    }

    private (ResolvedAttribute Attribute, SlotRequest Request) Resolve(AttributePath path)
    {
        if (!_attributes.TryGetValue(path, out (ResolvedAttribute Attribute, SlotRequest Request) known))
        {
            ResolvedAttribute attribute = resolver.Resolve(path, container: null);
            known = (attribute, new SlotRequest(attribute.Name, attribute.Paths, SlotUse.Values));
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
