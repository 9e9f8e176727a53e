using ScimFilter.Ast;

namespace ScimFilter.Parsing;

/// <summary>What follows a path: an operator with its value, or a filter in brackets with what may follow it.</summary>
internal readonly struct TermTail
{
    private readonly OperatorToken _operator;
    private readonly ComparisonValue? _value;
    private readonly FilterExpression? _filter;
    private readonly FilterExpression? _subAttribute;
    private readonly int _end;

    public TermTail(OperatorToken @operator, ComparisonValue? value)
    {
        _operator = @operator;
        _value = value;
        _end = value?.Span.End ?? @operator.Span.End;
    }

    public TermTail(FilterExpression filter, FilterExpression? subAttribute, int end)
    {
        _filter = filter;
        _subAttribute = subAttribute;
        _end = subAttribute?.Span.End ?? end;
    }

    public FilterExpression ToTerm(AttributePath path)
    {
        SourceSpan span = SourceSpan.FromBounds(path.Span.Start, _end);
        if (_filter is not null)
        {
            return new ValuePathExpression(path, Inner, span);
        }

        return _value is null
            ? new PresentExpression(path, _operator.Span, span)
            : new ComparisonExpression(path, _operator.Comparison.GetValueOrDefault(), _value, _operator.Span, span);
    }

    /// <summary>Entra's <c>path[filter].sub op value</c> asks for both of one and the same element.</summary>
    private FilterExpression Inner =>
        _subAttribute is null ? _filter! : LogicalExpression.Join(LogicalOperator.And, [_filter!, _subAttribute]);
}
