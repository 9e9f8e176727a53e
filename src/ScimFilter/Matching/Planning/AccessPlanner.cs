using System.Runtime.InteropServices;
using ScimFilter.Ast;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// Splits a filter without negations into alternatives, each with the keys by which it is found. Lists joined by <c>or</c> stay as long
/// as they are; what <c>and</c> would multiply beyond a bound is checked instead. Reused; not thread-safe.
/// </summary>
/// <param name="keys">Tells whether a comparison is a key.</param>
/// <param name="maxProduct">The most alternatives that one <c>and</c> may make of shorter lists.</param>
internal sealed class AccessPlanner(AccessKeys keys, int maxProduct)
{
    /// <summary>The most keys and filters that the alternatives of a large product have in the mean; more make none easier to find.</summary>
    private const int LargeAlternative = 16;

    /// <summary>A product of so many keys and filters is not large.</summary>
    private const int SmallProduct = 4_096;

    private readonly Alternatives _alternatives = new();
    private readonly List<Factor> _factors = [];

    /// <summary>Splits a filter.</summary>
    /// <param name="filter">The filter; null for one that always holds.</param>
    /// <returns>Its alternatives, until the next one is split.</returns>
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

    /// <summary>Adds the alternatives of a filter to the list.</summary>
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
        filter is ComparisonExpression { Operator: ComparisonOperator.Equal } comparison && keys.Of(comparison) is { } key
            ? _alternatives.Of(key)
            : _alternatives.Of(filter);

    /// <summary>The shortest lists are multiplied first; a factor that would make too many or too large ones, or that has no keys anyway, is checked.</summary>
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

    /// <summary>Multiplies the alternatives at the end of the list by a factor, or has each of them check it.</summary>
    /// <returns>Where the product begins; it ends with the list.</returns>
    private int Multiply(int start, Factor factor)
    {
        int end = _alternatives.Count;
        bool isChecked = HasNoKeys(factor) || IsTooLarge(start, end - start, factor);
        for (int i = start; i < end; i++)
        {
            Alternative left = _alternatives[i];
            if (isChecked)
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

    /// <remarks>Lists that are nested in each other would make products whose size grows by the third power of the filter's.</remarks>
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

    private bool HasNoKeys(Factor factor)
    {
        for (int i = 0; i < factor.Count; i++)
        {
            if (_alternatives[factor.Start + i].KeyCount == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An operand of <c>and</c> that is a list.</summary>
    /// <param name="Operand">The operand.</param>
    /// <param name="Start">Where its alternatives begin.</param>
    /// <param name="Count">How many they are.</param>
    private readonly record struct Factor(FilterExpression Operand, int Start, int Count) : IComparable<Factor>
    {
        public int CompareTo(Factor other) => Count != other.Count ? Count.CompareTo(other.Count) : Start.CompareTo(other.Start);
    }
}
