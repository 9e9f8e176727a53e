namespace ScimFilter.Matching;

/// <summary>One alternative of a filter: all keys and all that is left must hold.</summary>
/// <param name="Keys">At most one for each attribute and kind.</param>
/// <param name="Rest">What the keys do not say.</param>
internal sealed record Disjunct(AccessKey[] Keys, FilterExpression[] Rest)
{
    private const int MostCompared = 32;

    /// <summary>Gets the alternative that always holds.</summary>
    public static Disjunct Always { get; } = new([], []);

    /// <summary>
    /// Whether an event whose attributes have one value each can match several alternatives: it cannot when any two ask one
    /// attribute for different values.
    /// </summary>
    public static bool AreMoreThanOnePossible(Disjunct[] disjuncts)
    {
        if (disjuncts.Length > MostCompared)
        {
            return true;
        }

        for (int i = 0; i < disjuncts.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!Exclude(disjuncts[i], disjuncts[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Joins two by <c>and</c>. A second key of one attribute is checked: with several values both may hold.</summary>
    public static Disjunct Join(Disjunct left, Disjunct right)
    {
        if (ReferenceEquals(left, Always))
        {
            return right;
        }

        FilterExpression[] rest = right.Rest.Length == 0 ? left.Rest : [.. left.Rest, .. right.Rest];
        return left.HasAnyLike(right.Keys) ? JoinAlike(left, right.Keys, rest) : new Disjunct([.. left.Keys, .. right.Keys], rest);
    }

    private static Disjunct JoinAlike(Disjunct left, AccessKey[] keys, FilterExpression[] rest) => new(
        [.. left.Keys, .. keys.Where(key => !left.HasAnyLike([key]))],
        [.. rest, .. keys.Where(key => left.HasAnyLike([key])).Select(key => key.Comparison)]);

    private static bool Exclude(Disjunct left, Disjunct right)
    {
        foreach (AccessKey key in left.Keys)
        {
            foreach (AccessKey other in right.Keys)
            {
                if (key.IsOfSameAttribute(other) && !key.Key.AsSpan().SequenceEqual(other.Key))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool HasAnyLike(ReadOnlySpan<AccessKey> keys)
    {
        foreach (AccessKey key in keys)
        {
            foreach (AccessKey own in Keys)
            {
                if (own.IsOfSameAttribute(key))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
