using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>The keys, postings, conditions and values that a segment will have, in the order in which they were added.</summary>
internal sealed class SegmentDraft
{
    public List<BuiltKey> Keys { get; } = [];

    /// <summary>Gets the places of the keys' values.</summary>
    public List<int> KeyValues { get; } = [];

    public List<BuiltPosting> Postings { get; } = [];

    /// <summary>Gets the words of all conditions, as <see cref="RecordFormat"/> defines them.</summary>
    public List<int> Conditions { get; } = [];

    public List<ResidualFilter> Filters { get; } = [];

    /// <summary>Gets or sets the bytes of values.</summary>
    public ValueArena Values { get; set; } = new();

    /// <summary>Gets or sets the number of subscriptions.</summary>
    public int Subscriptions { get; set; }

    /// <summary>Gives the places of a key's values.</summary>
    public Span<int> ValuesOf(in BuiltKey key) => CollectionsMarshal.AsSpan(KeyValues).Slice(key.Values, key.ValueCount);

    /// <summary>Gives the words of the conditions that start at a place.</summary>
    public ReadOnlySpan<int> ConditionsAt(int start)
    {
        ReadOnlySpan<int> words = CollectionsMarshal.AsSpan(Conditions)[start..];
        return words[..ConditionFormat.SizeOf(words[0])];
    }

    /// <summary>Gives the words of a posting as a record has them.</summary>
    /// <param name="posting">The posting.</param>
    /// <param name="words">Takes the words; what it holds is dropped.</param>
    /// <returns>The kind of the posting.</returns>
    public PostingKind WordsOf(in BuiltPosting posting, List<int> words)
    {
        words.Clear();
        if (posting.Conditions < 0)
        {
            words.Add(posting.Subscription);
            return posting.IsRepeatable ? PostingKind.Repeatable : PostingKind.Plain;
        }

        int first = RecordFormat.Posting(posting.Subscription, posting.IsRepeatable);
        ReadOnlySpan<int> conditions = ConditionsAt(posting.Conditions);
        if (!ConditionFormat.AreOneDifference(conditions))
        {
            words.Add(first);
            words.AddRange(conditions);
            return PostingKind.Others;
        }

        CollectionsMarshal.SetCount(words, RecordFormat.DifferingSize);
        RecordFormat.WriteDiffering(CollectionsMarshal.AsSpan(words), first, conditions);
        return PostingKind.Differing;
    }

    /// <summary>Reserves memory.</summary>
    public void Reserve(SegmentSize size, int valueBytes)
    {
        Keys.EnsureCapacity(size.Keys);
        KeyValues.EnsureCapacity(size.KeyValues);
        Postings.EnsureCapacity(size.Postings);
        Conditions.EnsureCapacity(size.Conditions);
        Values.Reserve(valueBytes);
    }

    /// <summary>Removes everything, and keeps memory for the next segment unless it is large.</summary>
    public void Clear()
    {
        ClearKeys();
        Filters.Clear();
        Values.Clear();
        Subscriptions = 0;
    }

    /// <summary>Removes the keys with their postings and conditions.</summary>
    public void ClearKeys()
    {
        ReusedList.Clear(Keys);
        ReusedList.Clear(KeyValues);
        ReusedList.Clear(Postings);
        ReusedList.Clear(Conditions);
    }
}
