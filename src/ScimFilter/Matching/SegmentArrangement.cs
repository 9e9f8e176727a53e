namespace ScimFilter.Matching;

/// <summary>
/// The order in which a large segment is written, so that what one event looks at lies together: records of one tenant, say,
/// beside each other, and likewise its values and its subscriptions.
/// </summary>
/// <remarks>
/// Nobody says what a tenant is. Records are ordered by the most frequent of their values that does not make too large a
/// neighbourhood, then by the most frequent of their others.
/// </remarks>
internal sealed class SegmentArrangement
{
    /// <summary>A value that more postings share is no neighbourhood.</summary>
    private const int LargestNeighbourhood = 1 << 14;

    private readonly Dictionary<int, int> _uses = [];

    /// <summary>Counts that a key of these values has some postings.</summary>
    public void Count(ReadOnlySpan<int> values, int postings)
    {
        foreach (int value in values)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_uses, value, out _) += postings;
        }
    }

    /// <summary>Gives a number by which keys are ordered.</summary>
    public ulong RankOf(ReadOnlySpan<int> values)
    {
        int neighbourhood = -1;
        int neighbours = 0;
        foreach (int value in values)
        {
            int uses = _uses[value];
            if (uses > neighbours && uses <= LargestNeighbourhood)
            {
                (neighbourhood, neighbours) = (value, uses);
            }
        }

        int other = -1;
        int others = 0;
        foreach (int value in values)
        {
            int uses = _uses[value];
            if (value != neighbourhood && uses > others)
            {
                (other, others) = (value, uses);
            }
        }

        return ((ulong)(uint)(neighbourhood + 1) << 32) | (uint)(other + 1);
    }
}
