using System.Diagnostics;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Compilation;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// Turns comparisons into conditions on normalised values. Remembers the attributes it resolved. Used by one thread at a time.
/// </summary>
internal sealed class PlannedTerms(AttributeResolver resolver)
{
    private readonly Dictionary<AttributePath, KnownAttribute> _attributes = [];

    /// <summary>The attributes resolved last, a ring: most comparisons of a list have one of a few attributes.</summary>
    private readonly KnownAttribute?[] _recent = new KnownAttribute?[4];
    private readonly ValuePathAttributes _valuePaths = new(resolver);
    private int _newest;

    /// <summary>Gives the term of a comparison, a presence test, or the negation of one.</summary>
    /// <returns>The term; null for another filter, and for a literal that has no normal form.</returns>
    public PlannedTerm? Of(FilterExpression filter) => filter switch
    {
        ComparisonExpression comparison => Of(comparison, filter, isNegated: false),
        PresentExpression present => State(present.Path, filter, isNegated: false, NormalizedValue.Present),
        NotExpression { Operand: ComparisonExpression comparison } => Of(comparison, filter, isNegated: true),
        NotExpression { Operand: PresentExpression present } => State(present.Path, filter, isNegated: true, NormalizedValue.Present),
        _ => null,
    };

    /// <summary>
    /// Adds what a value path implies: when an element satisfies <c>a eq "x" and b gt 1</c>, then <c>p.a eq "x"</c> and <c>p.b gt 1</c>
    /// hold.
    /// </summary>
    public void AddImplied(ValuePathExpression valuePath, List<PlannedTerm> terms)
    {
        ReadOnlySpan<FilterExpression> operands = valuePath.Filter is LogicalExpression { Operator: LogicalOperator.And } and
            ? and.Operands.AsSpan()
            : [valuePath.Filter];
        foreach (FilterExpression operand in operands)
        {
            if (operand is ComparisonExpression comparison && MayBeFound(comparison)
                && _valuePaths.Join(valuePath.Path, comparison.Path) is { } path
                && Of(new ComparisonExpression(path, comparison.Operator, comparison.Value)) is { } term)
            {
                terms.Add(term);
            }
        }
    }

    /// <summary>Whether an access path may find a filter by what it requires of some value.</summary>
    public static bool MayBeFound(FilterExpression filter) => filter switch
    {
        ComparisonExpression comparison =>
            !OperatorTable.IsNegated(comparison.Operator) && comparison.Value.Kind != ComparisonValueKind.Null,
        ValuePathExpression valuePath => MayBeFound(valuePath.Filter),
        LogicalExpression { Operator: LogicalOperator.And } and => and.Operands.Any(MayBeFound),
        _ => false,
    };

    private PlannedTerm? Of(ComparisonExpression comparison, FilterExpression filter, bool isNegated)
    {
        ComparisonValue value = comparison.Value;
        isNegated ^= OperatorTable.IsNegated(comparison.Operator);
        if (value.Kind == ComparisonValueKind.Null)
        {
            return State(comparison.Path, filter, isNegated, NormalizedValue.NoValue);
        }

        KnownAttribute known = Resolve(comparison.Path);
        string text = value.Kind == ComparisonValueKind.String ? value.GetString() : "";
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        TestCode code = TestSelector.Select(comparison.Operator, value, utf8, known.Attribute);
        ConditionOperator @operator = OperatorOf(code.Operator);
        return FormOf(code, value, utf8) is var (kind, normalized) && !HasUnpairedSurrogate(text, utf8)
            ? new PlannedTerm(known.Sources[(int)kind], @operator, isNegated, normalized, filter)
            : null;
    }

    private PlannedTerm State(AttributePath path, FilterExpression filter, bool isNegated, byte state) =>
        new(Resolve(path).Sources[(int)KeyKind.State], ConditionOperator.Equal, isNegated, [state], filter);

    /// <summary>Gives which values of the attribute a test looks at, and the literal in their form.</summary>
    private static (KeyKind Kind, byte[] Value)? FormOf(TestCode code, ComparisonValue value, byte[] utf8) => code.Kind switch
    {
        TestKind.Exact => (KeyKind.ExactText, utf8),
        TestKind.Folded => (KeyKind.FoldedText, NormalizedValue.Fold(utf8)),
        TestKind.Number => (KeyKind.Number, NormalizedNumber.Of(value.GetNumber())),
        TestKind.True => (KeyKind.Boolean, [1]),
        TestKind.False => (KeyKind.Boolean, [0]),
        _ when utf8.Length >= InstantOrText.LongestInstant || !Instant.TryParse(utf8, out _) => null,
        TestKind.InstantOrExact when code.Operator != ComparisonOperator.Equal =>
            (KeyKind.InstantOrExact, InstantOrText.LiteralOf(NormalizedValue.OfInstant(utf8), utf8)),
        TestKind.InstantOrFolded when code.Operator != ComparisonOperator.Equal =>
            (KeyKind.InstantOrFolded, InstantOrText.LiteralOf(NormalizedValue.OfInstant(utf8), NormalizedValue.Fold(utf8))),
        _ => (KeyKind.Instant, NormalizedValue.OfInstant(utf8)),
    };

    private static ConditionOperator OperatorOf(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Equal => ConditionOperator.Equal,
        ComparisonOperator.Contains => ConditionOperator.Contains,
        ComparisonOperator.StartsWith => ConditionOperator.StartsWith,
        ComparisonOperator.EndsWith => ConditionOperator.EndsWith,
        ComparisonOperator.GreaterThan => ConditionOperator.Greater,
        ComparisonOperator.GreaterThanOrEqual => ConditionOperator.GreaterOrEqual,
        ComparisonOperator.LessThan => ConditionOperator.Less,
        ComparisonOperator.LessThanOrEqual => ConditionOperator.LessOrEqual,
        _ => throw new UnreachableException(),
    };

    /// <summary>Such a literal of a filter that was built in code equals nothing, but its bytes are those of U+FFFD.</summary>
    private static bool HasUnpairedSurrogate(string text, byte[] utf8) =>
        utf8.Length != text.Length && text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
        && !text.Equals(Encoding.UTF8.GetString(utf8), StringComparison.Ordinal);

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

    private sealed record KnownAttribute(AttributePath Path, ResolvedAttribute Attribute, KeySource[] Sources);
}
