using ScimFilter.Matching.Keys;

namespace ScimFilter.Matching.Records;

/// <summary>Reads the postings of a record one by one: for merges and statistics. Matching reads whole kinds at once.</summary>
internal ref struct PostingReader
{
    private readonly PostingHead _head;
    private readonly int _subscriptions;
    private readonly ReadOnlySpan<int> _words;
    private int _next;

    /// <summary>Begins at the head of a record.</summary>
    /// <param name="records">The records of a segment from the head on.</param>
    /// <param name="subscriptions">The number of subscriptions of the segment; postings of later ones are left out.</param>
    public PostingReader(Span<int> records, int subscriptions)
    {
        _head = PostingHead.Read(ref records[0], subscriptions);
        _subscriptions = subscriptions;
        _next = _head.Size;
        int end = _head.OthersStart;
        _words = records[..(_head.HasOthers ? end + 1 + Volatile.Read(ref records[end]) : end)];
    }

    /// <summary>Gets the subscription of the current posting.</summary>
    public int Subscription { get; private set; }

    /// <summary>Gets a value indicating whether one event can reach the subscription by several entries.</summary>
    public bool IsRepeatable { get; private set; }

    /// <summary>Gets the number of words of head and postings.</summary>
    public readonly int Size => _words.Length;

    /// <summary>Gets the attribute and the value of a differing posting; null for another one.</summary>
    public (int Attribute, int Value)? Difference { get; private set; }

    /// <summary>Gets the words of the posting's conditions; none unless it is one of the others.</summary>
    public ReadOnlySpan<int> Conditions { get; private set; }

    /// <summary>Goes to the next posting.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        Difference = null;
        Conditions = [];
        if (_next < _head.DifferingStart)
        {
            (Subscription, IsRepeatable) = (_words[_next], _next >= _head.RepeatableStart);
            _next++;
            return true;
        }

        if (_next < _head.OthersStart)
        {
            ReadPosting(_words[_next]);
            int attribute = RecordFormat.AttributeOfTag(_words[_next + RecordFormat.DifferingTag]);
            Difference = (attribute, _words[_next + RecordFormat.DifferingValue]);
            _next += RecordFormat.DifferingSize;
            return true;
        }

        // In front of the others is their size.
        _next = Math.Max(_next, _head.OthersStart + 1);
        if (_next >= _words.Length || RecordFormat.SubscriptionOf(_words[_next]) >= _subscriptions)
        {
            return false;
        }

        ReadPosting(_words[_next++]);
        Conditions = _words.Slice(_next, ConditionFormat.SizeOf(_words[_next]));
        _next += Conditions.Length;
        return true;
    }

    private void ReadPosting(int posting) =>
        (Subscription, IsRepeatable) = (RecordFormat.SubscriptionOf(posting), RecordFormat.IsRepeatable(posting));
}
