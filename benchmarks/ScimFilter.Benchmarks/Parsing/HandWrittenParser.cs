using System.Runtime.InteropServices;
using ScimFilter.Ast;

namespace ScimFilter.Benchmarks.Parsing;

/// <summary>
/// The whole language by recursive descent over a span, without limits and without telling what is wrong: what parsing costs at least.
/// </summary>
internal ref struct HandWrittenParser(ReadOnlySpan<char> text)
{
    private HandWrittenScanner _scanner = new(text);

    public static FilterExpression Parse(string text)
    {
        var parser = new HandWrittenParser(text);
        FilterExpression filter = parser.ParseOr();
        return parser._scanner.AtEnd ? filter : throw new FormatException();
    }

    private FilterExpression ParseOr()
    {
        FilterExpression first = ParseAnd();
        if (!_scanner.TryKeyword("or"))
        {
            return first;
        }

        List<FilterExpression> operands = [first];
        do
        {
            operands.Add(ParseAnd());
        }
        while (_scanner.TryKeyword("or"));
        return new LogicalExpression(LogicalOperator.Or, CollectionsMarshal.AsSpan(operands));
    }

    private FilterExpression ParseAnd()
    {
        FilterExpression first = ParseTerm();
        if (!_scanner.TryKeyword("and"))
        {
            return first;
        }

        List<FilterExpression> operands = [first];
        do
        {
            operands.Add(ParseTerm());
        }
        while (_scanner.TryKeyword("and"));
        return new LogicalExpression(LogicalOperator.And, CollectionsMarshal.AsSpan(operands));
    }

    private FilterExpression ParseTerm()
    {
        if (_scanner.TryTake('('))
        {
            return ParseUntil(')');
        }

        if (_scanner.TryNot())
        {
            return new NotExpression(ParseUntil(')'));
        }

        AttributePath path = _scanner.ReadPath();
        return _scanner.TryTake('[') ? ParseValuePath(path) : ParseComparison(path);
    }

    private FilterExpression ParseUntil(char end)
    {
        FilterExpression filter = ParseOr();
        return _scanner.TryTake(end) ? filter : throw new FormatException();
    }

    private FilterExpression ParseComparison(AttributePath path)
    {
        ComparisonOperator? comparison = _scanner.ReadOperator();
        return comparison is null
            ? new PresentExpression(path)
            : new ComparisonExpression(path, comparison.Value, _scanner.ReadValue());
    }

    private ValuePathExpression ParseValuePath(AttributePath path)
    {
        FilterExpression inner = ParseUntil(']');
        if (_scanner.TryDot())
        {
            inner = new LogicalExpression(LogicalOperator.And, inner, ParseComparison(_scanner.ReadPath()));
        }

        return new ValuePathExpression(path, inner);
    }
}
