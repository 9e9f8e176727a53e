namespace ScimFilter.Matching.Keys;

/// <summary>
/// A set of attributes whose values together are a key: what <c>eq</c> asks for in one alternative of a filter. An event with
/// those attributes makes one probe for all subscriptions of the template.
/// </summary>
/// <param name="Index">Its number in the index.</param>
/// <param name="Attributes">The numbers of the attributes, ascending; none for what has no <c>eq</c>.</param>
/// <param name="SharedCount">With how many of the attributes of the template that is probed before it, it begins as well.</param>
internal sealed record Template(int Index, int[] Attributes, int SharedCount)
{
    /// <summary>Gets a value indicating whether no subscription uses the template: its number is free for another one, and it is not probed.</summary>
    public bool IsUnused { get; init; }

    public bool Has(int attribute) => Attributes.AsSpan().Contains(attribute);

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
