using System.Runtime.InteropServices;
using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Planning;

/// <summary>
/// One alternative of a filter: all its key terms and all other filters of it must hold. The default value always holds. The terms and
/// filters are ranges of the lists of <see cref="Alternatives"/>.
/// </summary>
/// <param name="Terms">Where the key terms start. There is at most one for each attribute and kind.</param>
/// <param name="TermCount">The number of key terms.</param>
/// <param name="Rest">Where the other filters start.</param>
/// <param name="RestCount">The number of other filters.</param>
internal readonly record struct Alternative(int Terms, int TermCount, int Rest, int RestCount)
{
    /// <summary>Gets the number of key terms and other filters.</summary>
    public int Size => TermCount + RestCount;
}

/// <summary>The alternatives of one filter. Reused for the next filter; not thread-safe.</summary>
internal sealed class Alternatives
{
    private const int MaxCompared = 32;

    private readonly List<Alternative> _all = [];
    private readonly List<PlannedTerm> _terms = [];
    private readonly List<FilterExpression> _rest = [];

    public int Count => _all.Count;

    public Alternative this[int number] => _all[number];

    /// <summary>Gives the key terms of an alternative.</summary>
    public ReadOnlySpan<PlannedTerm> TermsOf(Alternative alternative) =>
        CollectionsMarshal.AsSpan(_terms).Slice(alternative.Terms, alternative.TermCount);

    /// <summary>Gives the other filters of an alternative.</summary>
    public ReadOnlySpan<FilterExpression> RestOf(Alternative alternative) =>
        CollectionsMarshal.AsSpan(_rest).Slice(alternative.Rest, alternative.RestCount);

    /// <summary>Removes all, and keeps memory unless it is large.</summary>
    public void Clear()
    {
        ReusedList.Clear(_all);
        ReusedList.Clear(_terms);
        ReusedList.Clear(_rest);
    }

    public void Add(Alternative alternative) => _all.Add(alternative);

    /// <summary>Removes the alternatives from one up to, and without, another one.</summary>
    public void Remove(int start, int end) => _all.RemoveRange(start, end - start);

    /// <summary>Makes an alternative of a key term.</summary>
    public Alternative Of(PlannedTerm term)
    {
        _terms.Add(term);
        return new Alternative(_terms.Count - 1, 1, 0, 0);
    }

    /// <summary>Makes an alternative of a filter that is not a key term.</summary>
    public Alternative Of(FilterExpression filter)
    {
        _rest.Add(filter);
        return new Alternative(0, 0, _rest.Count - 1, 1);
    }

    /// <summary>
    /// Joins two alternatives by <c>and</c>. A second term of an attribute becomes one of the other filters: both hold when the attribute
    /// has several values.
    /// </summary>
    public Alternative Join(Alternative left, Alternative right)
    {
        if (left.TermCount == 0 || right.TermCount == 0)
        {
            Alternative keyed = left.TermCount == 0 ? right : left;
            return JoinRest(left, right) with { Terms = keyed.Terms, TermCount = keyed.TermCount };
        }

        // Ranges that follow each other are joined without copying.
        return right.Terms == left.Terms + left.TermCount && !HaveCommonAttribute(left, right)
            ? JoinRest(left, right) with { Terms = left.Terms, TermCount = left.TermCount + right.TermCount }
            : Copy(left, right);
    }

    /// <summary>
    /// Whether an event with one value for each attribute may match several alternatives. It cannot when any two of them require different
    /// values of one attribute. Many alternatives are not compared: the answer is then true.
    /// </summary>
    public bool AreMoreThanOnePossible()
    {
        if (_all.Count > MaxCompared)
        {
            return true;
        }

        for (int i = 0; i < _all.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!Exclude(_all[i], _all[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private Alternative Copy(Alternative left, Alternative right)
    {
        int terms = _terms.Count;
        _terms.AddRange(TermsOf(left));
        Alternative joined = JoinRest(left, right);
        for (int i = 0; i < right.TermCount; i++)
        {
            PlannedTerm term = _terms[right.Terms + i];
            PlannedTerm? same = FindSameAttribute(left, term);
            if (same is null)
            {
                _terms.Add(term);
            }
            else if (!term.Value.AsSpan().SequenceEqual(same.Value.Value))
            {
                joined = JoinRest(joined, Of(term.Filter));
            }
        }

        return joined with { Terms = terms, TermCount = _terms.Count - terms };
    }

    /// <summary>Gives an alternative with the other filters of two, and without key terms.</summary>
    private Alternative JoinRest(Alternative left, Alternative right)
    {
        if (left.RestCount == 0 || right.RestCount == 0)
        {
            return (left.RestCount == 0 ? right : left) with { Terms = 0, TermCount = 0 };
        }

        if (right.Rest == left.Rest + left.RestCount)
        {
            return new Alternative(0, 0, left.Rest, left.RestCount + right.RestCount);
        }

        int rest = _rest.Count;
        _rest.AddRange(RestOf(left));
        _rest.AddRange(RestOf(right));
        return new Alternative(0, 0, rest, left.RestCount + right.RestCount);
    }

    private bool HaveCommonAttribute(in Alternative left, in Alternative right)
    {
        foreach (ref readonly PlannedTerm term in TermsOf(right))
        {
            if (FindSameAttribute(left, term) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private PlannedTerm? FindSameAttribute(in Alternative alternative, in PlannedTerm term)
    {
        foreach (ref readonly PlannedTerm own in TermsOf(alternative))
        {
            if (own.IsOfSameAttribute(term))
            {
                return own;
            }
        }

        return null;
    }

    private bool Exclude(in Alternative left, in Alternative right)
    {
        foreach (ref readonly PlannedTerm term in TermsOf(left))
        {
            foreach (ref readonly PlannedTerm other in TermsOf(right))
            {
                if (term.IsOfSameAttribute(other) && !term.Value.AsSpan().SequenceEqual(other.Value))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
