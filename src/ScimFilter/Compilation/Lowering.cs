using System.Diagnostics;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Json;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Compilation;

/// <summary>A filter as plan and constants, apart.</summary>
/// <param name="Plan">What is the same for every filter of the shape.</param>
/// <param name="Terms">The constants, in the order of the plan.</param>
/// <param name="Requests">The attributes; a term's slot is the index of its attribute, plus one.</param>
internal readonly record struct LoweredFilter(PlanNode Plan, Term[] Terms, IReadOnlyList<SlotRequest> Requests)
{
    /// <summary>Gives the text that is the same for filters of one shape only.</summary>
    public string Key()
    {
        var key = new StringBuilder(128);
        Plan.WriteKey(key);
        foreach (Term term in Terms)
        {
            key.Append(term.Slot).Append(',');
        }

        foreach (SlotRequest request in Requests)
        {
            key.Append('\u0003').Append(request.Key);
        }

        return key.ToString();
    }
}

/// <summary>Takes a normal filter apart into plan and constants; lists of <c>eq</c> on one attribute become sets.</summary>
/// <param name="resolver">Finds the attributes.</param>
/// <param name="compile">Compiles the filter of a value path.</param>
/// <param name="container">The attribute of the value path that the filter stands in, or null.</param>
internal sealed class Lowering(
    AttributeResolver resolver, Func<FilterExpression, AttributePath, ElementFilter> compile, AttributePath? container)
{
    private readonly List<Term> _terms = [];
    private readonly List<SlotRequest> _requests = [];
    private readonly Dictionary<SlotRequest, int> _slots = [];
    private (AttributePath? Path, ResolvedAttribute Attribute) _last;

    public LoweredFilter Lower(FilterExpression filter) => new(LowerNode(filter), [.. _terms], _requests);

    private PlanNode LowerNode(FilterExpression filter) => filter switch
    {
        ComparisonExpression comparison => LowerComparison(Classify(comparison)),
        PresentExpression present => LowerPresent(present),
        NotExpression not => new NotNode(LowerNode(not.Operand)),
        ValuePathExpression valuePath => LowerValuePath(valuePath),
        LogicalExpression logical => LowerLogical(logical),
        _ => throw new UnreachableException(),
    };

    private Classified Classify(ComparisonExpression comparison)
    {
        // Operands are sorted, so consecutive comparisons mostly have the same attribute.
        if (!comparison.Path.Equals(_last.Path))
        {
            _last = (comparison.Path, resolver.Resolve(comparison.Path, container));
        }

        ResolvedAttribute attribute = _last.Attribute;
        Literal? literal = Literal.Of(comparison.Value);
        TestCode code = TestSelector.Select(comparison.Operator, comparison.Value, literal?.Utf8, attribute);
        return new Classified(code, OperatorTable.IsNegated(comparison.Operator), attribute, literal);
    }

    private PlanNode LowerComparison(Classified comparison) =>
        Negated(comparison.IsNegated, AddTerm(comparison.Code, comparison.Attribute, SlotUse.Values, comparison.Literal));

    private TermNode LowerPresent(PresentExpression present) =>
        AddTerm(new TestCode(TestKind.Present, ComparisonOperator.Equal), resolver.Resolve(present.Path, container), SlotUse.Values, null);

    private TermNode LowerValuePath(ValuePathExpression valuePath) =>
        AddTerm(
            new TestCode(TestKind.Element, ComparisonOperator.Equal),
            resolver.Resolve(valuePath.Path, null),
            SlotUse.Elements,
            compile(valuePath.Filter, valuePath.Path));

    /// <summary>In an <c>or</c> the strings that one attribute may equal are a set; in an <c>and</c> the ones that it must not.</summary>
    private PlanNode LowerLogical(LogicalExpression logical)
    {
        bool all = logical.Operator == LogicalOperator.And;
        var operands = new List<PlanNode>(logical.Operands.Length);
        var equalities = new List<Classified>();
        foreach (FilterExpression operand in logical.Operands)
        {
            if (operand is not ComparisonExpression comparison)
            {
                FlushEqualities(operands, equalities);
                operands.Add(LowerNode(operand));
                continue;
            }

            Classified classified = Classify(comparison);
            bool isListItem = classified.IsNegated == all && classified.Code.IsTextEquality;
            if (!isListItem || (equalities.Count > 0 && !equalities[0].HasSameAttribute(classified)))
            {
                FlushEqualities(operands, equalities);
            }

            if (isListItem)
            {
                equalities.Add(classified);
            }
            else
            {
                operands.Add(LowerComparison(classified));
            }
        }

        FlushEqualities(operands, equalities);
        return operands.Count == 1 ? operands[0] : new JoinNode(all, [.. operands]);
    }

    /// <summary>Operands are sorted, so the comparisons of one attribute stand together.</summary>
    private void FlushEqualities(List<PlanNode> operands, List<Classified> equalities)
    {
        if (equalities.Count == 1)
        {
            operands.Add(LowerComparison(equalities[0]));
        }
        else if (equalities.Count > 1)
        {
            var set = new LiteralSet([.. equalities.Select(equality => equality.Literal!.Text)], equalities[0].Attribute.Text);
            operands.Add(Negated(
                equalities[0].IsNegated,
                AddTerm(new TestCode(TestKind.InSet, ComparisonOperator.Equal), equalities[0].Attribute, SlotUse.Values, set)));
        }

        equalities.Clear();
    }

    private static PlanNode Negated(bool negated, PlanNode node) => negated ? new NotNode(node) : node;

    private TermNode AddTerm(TestCode code, ResolvedAttribute attribute, SlotUse use, object? operand)
    {
        var request = new SlotRequest(attribute.Name, attribute.Paths, use);
        if (!_slots.TryGetValue(request, out int slot))
        {
            _requests.Add(request);
            slot = _requests.Count;
            _slots.Add(request, slot);
        }

        _terms.Add(new Term(slot, operand));
        return new TermNode(code, _terms.Count - 1);
    }

    /// <summary>A comparison with what is needed to tell whether it can join a set.</summary>
    private readonly record struct Classified(TestCode Code, bool IsNegated, ResolvedAttribute Attribute, Literal? Literal)
    {
        public bool HasSameAttribute(Classified other) =>
            Code == other.Code && Attribute.Paths.AsSpan().SequenceEqual(other.Attribute.Paths.AsSpan());
    }
}
