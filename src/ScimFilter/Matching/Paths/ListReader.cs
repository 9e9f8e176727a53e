namespace ScimFilter.Matching.Paths;

/// <summary>Reads the postings of a list one by one, group by group: for merges and statistics.</summary>
internal ref struct ListReader(PathList list)
{
    private readonly ConditionGroups.Arrays _groups = list.Groups.Current;
    private readonly int _end = list.Groups.End;
    private int _next;
    private int _node = -1;

    /// <summary>Gets the current group.</summary>
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
            _node = _groups.Before[_node];
            return true;
        }

        if (_next >= Math.Min(_end, _groups.Words.Length))
        {
            return false;
        }

        Group = _next;
        _next = _groups.Next(Group);
        int newest = _groups.NewestOf(Group);
        Posting = newest < 0 ? ~newest : _groups.Postings[newest];
        _node = newest < 0 ? -1 : _groups.Before[newest];
        return true;
    }
}
