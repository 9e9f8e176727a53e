using System.Collections.Immutable;
using System.Globalization;
using Pidgin;
using Pidgin.Expression;
using ScimFilter.Ast;
using static Pidgin.Parser;

namespace ScimFilter.Benchmarks.Parsing;

/// <summary>The grammar as one writes it after Pidgin's documentation: nothing but combinators, a character at a time.</summary>
internal static class TextbookGrammar
{
    private static readonly Parser<char, char> _escape = Char('\\').Then(OneOf(
        OneOf('"', '\\', '/'),
        Char('b').ThenReturn('\b'),
        Char('f').ThenReturn('\f'),
        Char('n').ThenReturn('\n'),
        Char('r').ThenReturn('\r'),
        Char('t').ThenReturn('\t'),
        Char('u').Then(LetterOrDigit.RepeatString(4)).Select(hex => (char)ushort.Parse(hex, NumberStyles.AllowHexSpecifier))));

    private static readonly Parser<char, ComparisonValue> _value = Token(OneOf(
        AnyCharExcept('"', '\\').Or(_escape).ManyString().Between(Char('"')).Select(ComparisonValue.String),
        String("true").ThenReturn(ComparisonValue.True),
        String("false").ThenReturn(ComparisonValue.False),
        String("null").ThenReturn(ComparisonValue.Null),
        Digit.Or(OneOf("+-.eE")).AtLeastOnceString().Select(ToNumber)));

    private static readonly Parser<char, ComparisonOperator> _operator = OneOf(
        Operator("eq", ComparisonOperator.Equal),
        Operator("ne", ComparisonOperator.NotEqual),
        Operator("co", ComparisonOperator.Contains),
        Operator("sw", ComparisonOperator.StartsWith),
        Operator("ew", ComparisonOperator.EndsWith),
        Operator("gt", ComparisonOperator.GreaterThan),
        Operator("ge", ComparisonOperator.GreaterThanOrEqual),
        Operator("lt", ComparisonOperator.LessThan),
        Operator("le", ComparisonOperator.LessThanOrEqual));

    private static readonly Parser<char, AttributePath> _path = Token(
        Letter.Or(Char('$')).Then(LetterOrDigit.Or(OneOf("-_$.:")).ManyString(), (first, rest) => ToPath(first + rest)));

    private static readonly Parser<char, FilterExpression> _group =
        Rec(() => _filter!).Between(Token(Char('(')), Token(Char(')')));

    private static readonly Parser<char, FilterExpression> _negation =
        Try(Token(CIString("not")).Before(Lookahead(Char('(')))).Then(_group)
            .Select<FilterExpression>(operand => new NotExpression(operand));

    private static readonly Parser<char, Func<AttributePath, FilterExpression>> _comparison = OneOf(
        Token(CIString("pr")).ThenReturn<Func<AttributePath, FilterExpression>>(path => new PresentExpression(path)),
        Map<char, ComparisonOperator, ComparisonValue, Func<AttributePath, FilterExpression>>(
            (comparison, value) => path => new ComparisonExpression(path, comparison, value), _operator, _value));

    private static readonly Parser<char, FilterExpression> _subAttribute =
        Char('.').Then(Map((path, comparison) => comparison(path), _path, _comparison));

    private static readonly Parser<char, Func<AttributePath, FilterExpression>> _valuePath = Map(
        (filter, sub) => new Func<AttributePath, FilterExpression>(path => new ValuePathExpression(
            path, sub.HasValue ? new LogicalExpression(LogicalOperator.And, filter, sub.Value) : filter)),
        Rec(() => _filter!).Between(Token(Char('[')), Char(']')), _subAttribute.Optional().Before(SkipWhitespaces));

    private static readonly Parser<char, FilterExpression> _term = OneOf(
        _group, _negation, Map((path, tail) => tail(path), _path, _valuePath.Or(_comparison)));

    private static readonly Parser<char, FilterExpression> _filter = ExpressionParser.Build(
        _term, [[Infix("and", LogicalOperator.And)], [Infix("or", LogicalOperator.Or)]]);

    private static readonly Parser<char, FilterExpression> _whole = SkipWhitespaces.Then(_filter).Before(Parser<char>.End);

    public static FilterExpression Parse(string text) => _whole.ParseOrThrow(text);

    private static Parser<char, T> Token<T>(Parser<char, T> parser) => Try(parser).Before(SkipWhitespaces);

    private static Parser<char, ComparisonOperator> Operator(string word, ComparisonOperator comparison) =>
        Token(CIString(word)).ThenReturn(comparison);

    /// <summary>Two operands at a time; the constructor makes one flat list of them again.</summary>
    private static OperatorTableRow<char, FilterExpression> Infix(string word, LogicalOperator @operator) =>
        Pidgin.Expression.Operator.InfixL(Token(CIString(word)).ThenReturn<Func<FilterExpression, FilterExpression, FilterExpression>>(
            (left, right) => new LogicalExpression(@operator, left, right)));

    private static AttributePath ToPath(string text)
    {
        int colon = text.LastIndexOf(':');
        ImmutableArray<string> names = [.. text[(colon + 1)..].Split('.')];
        return new AttributePath(colon < 0 ? null : text[..colon], names);
    }

    private static ComparisonValue ToNumber(string text) =>
        ExactDecimal.TryParse(text, out ExactDecimal number) ? ComparisonValue.Number(number) : throw new FormatException();
}
