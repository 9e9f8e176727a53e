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
    private static readonly Parser<char, AttributePath> _path = new AttributePathLeaf(mayHaveUri: true);
    private static readonly Parser<char, AttributePath> _names = new AttributePathLeaf(mayHaveUri: false);
    private static readonly Parser<char, ComparisonValue?> _value = new ValueLeaf()!;
    private static readonly Parser<char, ComparisonValue?> _noValue = Parser<char>.Return<ComparisonValue?>(null);

    private static readonly Parser<char, FilterExpression> _nested = Rec(() => _filter!);

    // SP "pr" / SP compareOp SP compValue
    private static readonly Parser<char, TermTail> _comparison = new OperatorLeaf().Bind(
        static token => token.IsPresence ? _noValue : _value,
        static (token, value) => new TermTail(token, value));

    // path[filter].sub op value
    private static readonly Parser<char, FilterExpression?> _noSubAttribute = Parser<char>.Return<FilterExpression?>(null);
    private static readonly Parser<char, FilterExpression?> _subAttribute = Map<char, int, AttributePath, TermTail, FilterExpression?>(
        static (_, path, tail) => tail.ToTerm(path), new PointLeaf(), _names, _comparison);

    // "[" filter "]"
    private static readonly Parser<char, TermTail> _valuePath = Map(
        static (_, filter, end, sub) => new TermTail(filter, sub, end),
        _openBracket,
        _nested,
        _closeBracket,
        new Branch<FilterExpression?>(static (session, rest) => PointLeaf.Starts(session, rest) ? _subAttribute : _noSubAttribute));

    // attrExp / valuePath
    private static readonly Parser<char, FilterExpression> _term = Map(
        static (path, tail) => tail.ToTerm(path),
        _path,
        new Branch<TermTail>(static (_, rest) => rest is ['[', ..] ? _valuePath : _comparison));

    // "(" filter ")"
    private static readonly Parser<char, FilterExpression> _group = Map(static (_, filter, _) => filter, _open, _nested, _close);

    // "not" [SP] "(" filter ")"
    private static readonly Parser<char, FilterExpression> _negation = Map<char, int, FilterExpression, int, FilterExpression>(
        static (start, operand, end) => new NotExpression(operand, SourceSpan.FromBounds(start, end)),
        new NotLeaf().Before(_open), _nested, _close);

    private static readonly Parser<char, FilterExpression> _unary = new Branch<FilterExpression>(
        static (session, rest) => rest is ['(', ..] ? _group : NotLeaf.Starts(session, rest) ? _negation : _term);

    private static readonly Parser<char, FilterExpression> _filter = new Chain(_unary);

    /// <summary>The whole text.</summary>
    public static readonly Parser<char, FilterExpression> Whole =
        Map(static (_, filter, _) => filter, new StartLeaf(), _filter, new EndLeaf());
}
