namespace ScimFilter.Matching.Keys;

/// <summary>
/// A set of attributes whose values together form a key: those that one alternative of a filter compares with <c>eq</c>. Each segment has
/// one hash table per template, and an event with values for these attributes looks into it once. Immutable.
/// </summary>
/// <param name="Index">The number of the template in the index.</param>
/// <param name="Attributes">The numbers of the attributes, ascending; none for alternatives without <c>eq</c>.</param>
/// <param name="SharedCount">The number of leading attributes that are also those of the template probed before it.</param>
internal sealed record Template(int Index, int[] Attributes, int SharedCount)
{
    /// <summary>Gets a value indicating whether no subscription uses the template. It is not probed, and its number is free.</summary>
    public bool IsUnused { get; init; }

    /// <summary>Whether an attribute is one of the template's.</summary>
    public bool Has(int attribute) => Attributes.AsSpan().Contains(attribute);

    /// <summary>Whether all attributes of the template are among some.</summary>
    public bool IsSubsetOf(ReadOnlySpan<int> attributes)
    {
        foreach (int attribute in Attributes)
        {
            if (!attributes.Contains(attribute))
            {
                return false;
            }
        }

        return true;
    }
}
