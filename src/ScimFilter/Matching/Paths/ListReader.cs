namespace ScimFilter.Matching.Paths;

/// <summary>Reads the postings of a list one by one, group by group: for merges and statistics.</summary>
internal ref struct ListReader(PathList list)
{
    private readonly ConditionGroups.Arrays _groups = list.Groups.Current;
    private readonly int _count = list.Groups.Count;
    private int _node = -1;

    /// <summary>Gets the number of the current group.</summary>
    public int Group { get; private set; } = -1;

    /// <summary>Gets the current posting.</summary>
    public int Posting { get; private set; }

    /// <summary>Gets the words of the conditions of the current group.</summary>
    public readonly ReadOnlySpan<int> Conditions => _groups.ConditionsOf(Group);

    /// <summary>Goes to the next posting.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (_node >= 0)
        {
            Posting = _groups.Postings[_node];
            _node = _groups.Next[_node];
            return true;
        }

        if (++Group >= Math.Min(_count, _groups.Newest.Length))
        {
            return false;
        }

        int newest = _groups.Newest[Group];
        Posting = newest < 0 ? ~newest : _groups.Postings[newest];
        _node = newest < 0 ? -1 : _groups.Next[newest];
        return true;
    }
}
