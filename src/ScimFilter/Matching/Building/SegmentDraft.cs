using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>What a segment will hold, in the order in which it came.</summary>
internal sealed class SegmentDraft
{
    private const int LargestKept = 1 << 12;

    public List<BuiltKey> Keys { get; } = [];

    /// <summary>Gets the places of the keys' values.</summary>
    public List<int> KeyValues { get; } = [];

    public List<BuiltPosting> Postings { get; } = [];

    /// <summary>Gets the words of all conditions, as <see cref="PostingFormat"/> lays them out.</summary>
    public List<int> Conditions { get; } = [];

    public List<ResidualFilter> Filters { get; } = [];

    /// <summary>Gets or sets the bytes of values.</summary>
    public ValueArena Values { get; set; } = new();

    /// <summary>Gets or sets the number of subscriptions.</summary>
    public int Subscriptions { get; set; }

    public Span<int> ValuesOf(in BuiltKey key) => CollectionsMarshal.AsSpan(KeyValues).Slice(key.Values, key.ValueCount);

    public ReadOnlySpan<int> ConditionsAt(int start)
    {
        ReadOnlySpan<int> words = CollectionsMarshal.AsSpan(Conditions)[start..];
        return words[..PostingFormat.SizeOfConditions(words[0])];
    }

    /// <summary>Gives the words of a posting as a record has them.</summary>
    /// <param name="posting">The posting.</param>
    /// <param name="words">Takes the words, instead of what it has.</param>
    /// <returns>The kind of the posting.</returns>
    public PostingKind WordsOf(in BuiltPosting posting, List<int> words)
    {
        words.Clear();
        if (posting.Conditions < 0)
        {
            words.Add(posting.Subscription);
            return posting.IsRepeatable ? PostingKind.Repeatable : PostingKind.Plain;
        }

        words.Add((posting.Subscription << 1) | (posting.IsRepeatable ? 1 : 0));
        ReadOnlySpan<int> conditions = ConditionsAt(posting.Conditions);
        if (!PostingFormat.IsOneDifference(conditions))
        {
            words.AddRange(conditions);
            return PostingKind.Others;
        }

        ReadOnlySpan<int> difference = conditions[PostingFormat.ConditionsHead..];
        words.Add(PostingFormat.TagOf(difference[0], difference[1]));
        words.Add(difference[2]);
        return PostingKind.Differing;
    }

    /// <summary>Makes room, so that nothing is to be copied as it grows.</summary>
    public void Reserve(BuilderSize size, int valueBytes)
    {
        Keys.EnsureCapacity(size.Keys);
        KeyValues.EnsureCapacity(size.KeyValues);
        Postings.EnsureCapacity(size.Postings);
        Conditions.EnsureCapacity(size.Conditions);
        Values.Reserve(valueBytes);
    }

    /// <summary>Forgets everything, and keeps its memory unless that is large.</summary>
    public void Clear()
    {
        ForgetKeys();
        Filters.Clear();
        Values.Clear();
        Subscriptions = 0;
    }

    /// <summary>Forgets the keys with their postings and conditions.</summary>
    public void ForgetKeys()
    {
        Forget(Keys);
        Forget(KeyValues);
        Forget(Postings);
        Forget(Conditions);
    }

    private static void Forget<T>(List<T> list)
    {
        list.Clear();
        if (list.Capacity > LargestKept)
        {
            list.TrimExcess();
        }
    }
}
