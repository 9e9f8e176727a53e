using Pidgin;
using ScimFilter.Ast;
using static Pidgin.Parser;

namespace ScimFilter.Parsing;

/// <summary>The grammar of RFC 7644 figure 1, bottom up. It looks one terminal ahead and never backtracks.</summary>
internal static class FilterGrammar
{
    private static readonly Parser<char, int> _open = new OpenParenthesisLeaf();
    private static readonly Parser<char, int> _close = new CloseLeaf(')');
    private static readonly Parser<char, int> _openBracket = new OpenBracketLeaf();
    private static readonly Parser<char, int> _closeBracket = new CloseLeaf(']');
    private static readonly Parser<char, AttributePath> _path = new AttributePathLeaf();
    private static readonly Parser<char, ComparisonValue?> _value = new ValueLeaf()!;
    private static readonly Parser<char, ComparisonValue?> _noValue = Parser<char>.Return<ComparisonValue?>(null);

    private static readonly Parser<char, FilterExpression> _nested = Rec(() => _filter!);

    // SP "pr" / SP compareOp SP compValue
    private static readonly Parser<char, TermTail> _comparison = new OperatorLeaf().Bind(
        static token => token.Comparison is null ? _noValue : _value,
        static (token, value) => new TermTail(token, value));

    // path[filter].sub op value
    private static readonly Parser<char, FilterExpression?> _subAttribute = OneOf(
        new SubAttributeLeaf().Then(Map(static (path, tail) => tail.ToTerm(path), _path, _comparison)).Cast<FilterExpression?>(),
        Parser<char>.Return<FilterExpression?>(null));

    // "[" filter "]"
    private static readonly Parser<char, TermTail> _valuePath = Map(
        static (_, filter, end, sub) => new TermTail(filter, sub, end), _openBracket, _nested, _closeBracket, _subAttribute);

    // attrExp / valuePath
    private static readonly Parser<char, FilterExpression> _term = Map(
        static (path, tail) => tail.ToTerm(path), _path, OneOf(_valuePath, _comparison));

    // "(" filter ")"
    private static readonly Parser<char, FilterExpression> _group = _open.Then(_nested).Before(_close);

    // "not" [SP] "(" filter ")"
    private static readonly Parser<char, FilterExpression> _negation = Map<char, int, FilterExpression, int, FilterExpression>(
        static (start, operand, end) => new NotExpression(operand, SourceSpan.FromBounds(start, end)),
        new NotLeaf(), _open.Then(_nested), _close);

    private static readonly Parser<char, FilterExpression> _unary = OneOf(_group, _negation, _term);

    private static readonly Parser<char, FilterExpression> _filter =
        new Chain(LogicalOperator.Or, new Chain(LogicalOperator.And, _unary));

    /// <summary>The whole text.</summary>
    public static readonly Parser<char, FilterExpression> Whole = new StartLeaf().Then(_filter).Before(new EndLeaf());
}
