namespace ScimFilter.Matching.Records;

/// <summary>Reads the postings of a record one by one, where time does not matter.</summary>
internal ref struct PostingReader
{
    private readonly int _plainEnd;
    private readonly int _repeatableEnd;
    private readonly int _differingEnd;
    private readonly int _subscriptions;
    private readonly ReadOnlySpan<int> _words;
    private int _next;

    /// <summary>Begins behind the values of a record.</summary>
    /// <param name="records">The records of a segment, from there on.</param>
    /// <param name="subscriptions">The number of subscriptions of the segment; postings of later ones are left out.</param>
    public PostingReader(Span<int> records, int subscriptions)
    {
        PostingHead head = PostingHead.Read(ref records[0], subscriptions);
        _subscriptions = subscriptions;
        _next = head.Size;
        _plainEnd = _next + head.Plain;
        _repeatableEnd = _plainEnd + head.Repeatable;
        _differingEnd = _repeatableEnd + (head.Differing * PostingFormat.DifferingSize);
        _words = records[..(head.HasOthers ? _differingEnd + 1 + Volatile.Read(ref records[_differingEnd]) : _differingEnd)];
    }

    public int Subscription { get; private set; }

    public bool IsRepeatable { get; private set; }

    /// <summary>Gets the number of words of head and postings.</summary>
    public readonly int Size => _words.Length;

    /// <summary>Gets the attribute, the start of the hash and the value of a differing posting; null for another.</summary>
    public (int Attribute, int Start, int Value)? Difference { get; private set; }

    /// <summary>Gets the words of its conditions; none when it has none, or differs.</summary>
    public ReadOnlySpan<int> Conditions { get; private set; }

    public bool MoveNext()
    {
        Difference = null;
        Conditions = [];
        if (_next < _repeatableEnd)
        {
            (Subscription, IsRepeatable) = (_words[_next], _next >= _plainEnd);
            _next++;
            return true;
        }

        if (_next < _differingEnd)
        {
            ReadPosting();
            Difference = (PostingFormat.AttributeOf(_words[_next]), PostingFormat.StartOf(_words[_next]), _words[_next + 1]);
            _next += PostingFormat.DifferingSize - 1;
            return true;
        }

        // Before the others stands their size.
        _next = Math.Max(_next, _differingEnd + 1);
        if (_next >= _words.Length || _words[_next] >> 1 >= _subscriptions)
        {
            return false;
        }

        ReadPosting();
        Conditions = _words.Slice(_next, PostingFormat.SizeOfConditions(_words[_next]));
        _next += Conditions.Length;
        return true;
    }

    private void ReadPosting()
    {
        int posting = _words[_next++];
        (Subscription, IsRepeatable) = (posting >> 1, (posting & 1) != 0);
    }
}
