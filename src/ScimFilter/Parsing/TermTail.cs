using ScimFilter.Ast;

namespace ScimFilter.Parsing;

/// <summary>What follows a path: an operator with its value, or a filter in brackets with what may follow it.</summary>
internal readonly struct TermTail
{
    private readonly FilterExpression? _filter;
    private readonly ComparisonValue? _value;
    private readonly OperatorToken _operator;
    private readonly int _end;

    public TermTail(OperatorToken @operator, ComparisonValue? value)
    {
        _operator = @operator;
        _value = value;
        _end = value is null ? @operator.Span.End : value.Span.End;
    }

    /// <summary>Entra's <c>path[filter].sub op value</c> means that one and the same element satisfies both.</summary>
    public TermTail(FilterExpression filter, FilterExpression? subAttribute, int end)
    {
        _filter = subAttribute is null ? filter : LogicalExpression.Join(LogicalOperator.And, [filter, subAttribute]);
        _end = subAttribute is null ? end : subAttribute.Span.End;
    }

    public FilterExpression ToTerm(AttributePath path)
    {
        SourceSpan span = SourceSpan.FromBounds(path.Span.Start, _end);
        if (_value is not null)
        {
            return new ComparisonExpression(path, _operator.Comparison, _value, _operator.Span, span);
        }

        return _filter is null
            ? new PresentExpression(path, _operator.Span, span)
            : new ValuePathExpression(path, _filter, span);
    }
}
