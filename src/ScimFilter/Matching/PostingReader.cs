namespace ScimFilter.Matching;

/// <summary>Reads the postings of a record one by one, where time does not matter.</summary>
internal ref struct PostingReader
{
    private readonly ReadOnlySpan<int> _words;
    private readonly int _plainEnd;
    private readonly int _repeatableEnd;
    private int _next;

    /// <summary>Begins behind the values of a record.</summary>
    public PostingReader(ReadOnlySpan<int> records)
    {
        int head = records[0];
        _words = records[..(head < 0 ? 1 : head + 1)];
        _next = head < 0 ? 0 : PostingFormat.HeadSize;
        _plainEnd = head < 0 ? 1 : _next + records[1];
        _repeatableEnd = head < 0 ? 1 : _plainEnd + records[2];
    }

    public int Subscription { get; private set; }

    public bool IsRepeatable { get; private set; }

    /// <summary>Gets the words of its conditions; none when it has none.</summary>
    public ReadOnlySpan<int> Conditions { get; private set; }

    public bool MoveNext()
    {
        if (_next >= _words.Length)
        {
            return false;
        }

        int word = _words[_next++];
        if (_next > _repeatableEnd)
        {
            (Subscription, IsRepeatable) = (word >> 1, (word & 1) != 0);
            Conditions = _words.Slice(_next, PostingFormat.SizeOfConditions(_words[_next], _words[_next + 1]));
            _next += Conditions.Length;
            return true;
        }

        (Subscription, IsRepeatable) = (word < 0 ? ~word : word, _next > _plainEnd);
        return true;
    }
}
