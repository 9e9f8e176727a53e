using System.Runtime.InteropServices;
using ScimFilter.Ast;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// Splits a filter without negations into alternatives: its <c>or</c> lists become alternatives, and an <c>and</c> of several lists becomes
/// the product of their alternatives. A list that would make the product too large is left to be evaluated instead. Reused; not
/// thread-safe.
/// </summary>
/// <param name="terms">Gives the terms that can be part of a key.</param>
/// <param name="maxProduct">The most alternatives that one <c>and</c> may make of shorter lists.</param>
internal sealed class AlternativePlanner(PlannedTerms terms, int maxProduct)
{
    /// <summary>
    /// The most key terms and filters that the alternatives of a large product have on average. More do not make them more selective.
    /// </summary>
    private const int LargeAlternative = 16;

    /// <summary>A product with at most this many key terms and filters is not large.</summary>
    private const int SmallProduct = 4_096;

    private readonly Alternatives _alternatives = new();
    private readonly List<Factor> _factors = [];

    /// <summary>Splits a filter.</summary>
    /// <param name="filter">The filter; null for one that always holds.</param>
    /// <returns>Its alternatives. They are valid until the next filter is split.</returns>
    public Alternatives Plan(FilterExpression? filter)
    {
        _alternatives.Clear();
        _factors.Clear();
        if (filter is null)
        {
            _alternatives.Add(default);
        }
        else
        {
            Split(filter);
        }

        return _alternatives;
    }

    /// <summary>Appends the alternatives of a filter to the list.</summary>
    private void Split(FilterExpression filter)
    {
        switch (filter)
        {
            case LogicalExpression { Operator: LogicalOperator.Or } or:
                foreach (FilterExpression operand in or.Operands)
                {
                    Split(operand);
                }

                break;
            case LogicalExpression and:
                Multiply(and);
                break;
            default:
                _alternatives.Add(Single(filter));
                break;
        }
    }

    private Alternative Single(FilterExpression filter) =>
        filter is ComparisonExpression { Operator: ComparisonOperator.Equal } && terms.Of(filter) is { IsKeyTerm: true } term
            ? _alternatives.Of(term)
            : _alternatives.Of(filter);

    /// <summary>
    /// Appends the product of the operands, and removes the operands' own alternatives. The shortest lists are multiplied first.
    /// </summary>
    private void Multiply(LogicalExpression and)
    {
        int start = _alternatives.Count;
        int factors = _factors.Count;
        Alternative single = default;
        foreach (FilterExpression operand in and.Operands)
        {
            if (operand is not LogicalExpression)
            {
                single = _alternatives.Join(single, Single(operand));
                continue;
            }

            int list = _alternatives.Count;
            Split(operand);
            _factors.Add(new Factor(operand, list, _alternatives.Count - list));
        }

        Span<Factor> sorted = CollectionsMarshal.AsSpan(_factors)[factors..];
        sorted.Sort();
        int product = _alternatives.Count;
        _alternatives.Add(single);
        foreach (Factor factor in sorted)
        {
            product = Multiply(product, factor);
        }

        _alternatives.Remove(start, product);
        _factors.RemoveRange(factors, _factors.Count - factors);
    }

    /// <summary>
    /// Appends the product of the alternatives at the end of the list and a factor. If that is too large, or the factor has an alternative
    /// that nothing finds, each alternative gets the factor's operand as another filter instead.
    /// </summary>
    /// <returns>Where the product starts. It ends with the list.</returns>
    private int Multiply(int start, Factor factor)
    {
        int end = _alternatives.Count;
        bool isEvaluated = HasUnfindable(factor) || IsTooLarge(start, end - start, factor);
        for (int i = start; i < end; i++)
        {
            Alternative left = _alternatives[i];
            if (isEvaluated)
            {
                _alternatives.Add(_alternatives.Join(left, _alternatives.Of(factor.Operand)));
                continue;
            }

            for (int j = 0; j < factor.Count; j++)
            {
                _alternatives.Add(_alternatives.Join(left, _alternatives[factor.Start + j]));
            }
        }

        return end;
    }

    /// <remarks>The size matters, too: nested lists would make products whose size grows with the third power of the filter's.</remarks>
    private bool IsTooLarge(int start, int count, Factor factor)
    {
        long alternatives = (long)count * factor.Count;
        long size = (SizeOf(start, count) * factor.Count) + (SizeOf(factor.Start, factor.Count) * count);
        return (count > 1 && alternatives > maxProduct) || (size > SmallProduct && size > alternatives * LargeAlternative);
    }

    private long SizeOf(int start, int count)
    {
        long size = 0;
        for (int i = start; i < start + count; i++)
        {
            size += _alternatives[i].Size;
        }

        return size;
    }

    private bool HasUnfindable(Factor factor)
    {
        for (int i = 0; i < factor.Count; i++)
        {
            if (!IsFindable(_alternatives[factor.Start + i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a key or an access path may find an alternative.</summary>
    private bool IsFindable(Alternative alternative)
    {
        bool isFindable = alternative.TermCount > 0;
        foreach (FilterExpression filter in _alternatives.RestOf(alternative))
        {
            isFindable = isFindable || PlannedTerms.MayBeFound(filter);
        }

        return isFindable;
    }

    /// <summary>An operand of <c>and</c> that is itself a list of operands.</summary>
    /// <param name="Operand">The operand.</param>
    /// <param name="Start">Where its alternatives start.</param>
    /// <param name="Count">The number of its alternatives.</param>
    private readonly record struct Factor(FilterExpression Operand, int Start, int Count) : IComparable<Factor>
    {
        public int CompareTo(Factor other) => Count != other.Count ? Count.CompareTo(other.Count) : Start.CompareTo(other.Start);
    }
}
