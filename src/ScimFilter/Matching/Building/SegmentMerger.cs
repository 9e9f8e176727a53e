using System.Runtime.InteropServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Paths;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Building;

/// <summary>Copies the subscriptions of a segment that are not tombstoned into a builder.</summary>
internal sealed class SegmentMerger(SegmentBuilder builder, KeyHasher hasher)
{
    private readonly List<int> _values = [];
    private readonly List<(int Place, ulong Hash)> _copied = [];

    /// <summary>By the place of a value in the segment: the number of its copy plus one.</summary>
    private int[] _copies = [];

    /// <summary>
    /// By the number of a filter in the segment: its number in the builder plus one. The postings of a subscription share filters.
    /// </summary>
    private int[] _filters = [];

    /// <summary>Copies all subscriptions that are not tombstoned, in their order.</summary>
    /// <param name="view">The segment.</param>
    /// <param name="templates">The templates of the index.</param>
    /// <returns>By subscription number: the number in the builder, or -1.</returns>
    public int[] Add(SegmentView view, Template[] templates) => Add(view, templates, 0, view.Segment.Count);

    /// <summary>Copies a range of subscriptions that are not tombstoned, in their order.</summary>
    /// <param name="view">The segment.</param>
    /// <param name="templates">The templates of the index.</param>
    /// <param name="start">The number of the first subscription.</param>
    /// <param name="end">The number behind that of the last subscription.</param>
    /// <returns>By subscription number minus <paramref name="start"/>: the number in the builder, or -1.</returns>
    public int[] Add(SegmentView view, Template[] templates, int start, int end)
    {
        Segment segment = view.Segment;
        _copied.Clear();
        _filters = new int[segment.Filters.Length];
        _copies = new int[(segment.Arena.Length / ValueArena.MinValueSize) + 1];
        int[] numbers = new int[end - start];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = view.Tombstones?.Contains(start + i) == true ? -1 : builder.AddSubscription();
        }

        for (int i = 0; i < segment.Tables.Length; i++)
        {
            foreach (int newest in segment.Tables[i].Numbers())
            {
                int record = segment.RecordAt(newest);
                if (record >= 0)
                {
                    AddRecord(segment, record, templates[i], start, numbers);
                }
            }
        }

        return numbers;
    }

    private void AddRecord(Segment segment, int record, Template template, int start, int[] numbers)
    {
        ReadOnlySpan<int> values = segment.Records.AsSpan(record, template.Attributes.Length);
        int key = -1;
        Span<int> words = segment.Records.AsSpan(record + values.Length);
        for (var postings = new PostingReader(words, segment.Count); postings.MoveNext();)
        {
            int place = postings.Subscription - start;
            if ((uint)place < (uint)numbers.Length && numbers[place] >= 0)
            {
                key = key < 0 ? AddKey(segment, values, template) : key;
                int conditions = postings.Difference is var (attribute, value) ? AddDifference(segment, attribute, value)
                    : postings.Conditions.IsEmpty ? -1
                    : AddConditions(segment, postings.Conditions);
                builder.AddPosting(key, numbers[place], postings.IsRepeatable, conditions);
            }
        }

        if (RecordFormat.HasList(words[0]))
        {
            AddList(segment, segment.Lists[RecordFormat.ListOf(words)], values, template, start, numbers);
        }
    }

    /// <summary>Copies the postings of a list. Those of a group share their conditions in the copy, too.</summary>
    private void AddList(Segment segment, PathList list, ReadOnlySpan<int> values, Template template, int start, int[] numbers)
    {
        int key = -1;
        int group = -1;
        int conditions = -1;
        for (var postings = new ListReader(list); postings.MoveNext();)
        {
            int subscription = RecordFormat.SubscriptionOf(postings.Posting);
            int place = subscription - start;
            if (subscription >= segment.Count || (uint)place >= (uint)numbers.Length || numbers[place] < 0)
            {
                continue;
            }

            key = key < 0 ? AddKey(segment, values, template) : key;
            if (group != postings.Group)
            {
                (group, conditions) = (postings.Group, AddConditions(segment, postings.Conditions));
            }

            builder.AddPosting(key, numbers[place], RecordFormat.IsRepeatable(postings.Posting), conditions);
        }
    }

    private int AddKey(Segment segment, ReadOnlySpan<int> values, Template template)
    {
        ulong hash = hasher.Empty;
        _values.Clear();
        foreach (int value in values)
        {
            (int place, ulong valueHash) = Copy(segment, value);
            _values.Add(place);
            hash = hasher.Combine(hash, valueHash);
        }

        return builder.AddKey(template.Index, hash, CollectionsMarshal.AsSpan(_values));
    }

    /// <summary>Copies a value when it comes up first.</summary>
    private (int Place, ulong Hash) Copy(Segment segment, int value)
    {
        ref int copy = ref _copies[value / ValueArena.MinValueSize];
        if (copy == 0)
        {
            int place = builder.Values.Add(ValueArena.Get(segment.Arena, value), out ulong hash);
            _copied.Add((place, hash));
            copy = _copied.Count;
        }

        return _copied[copy - 1];
    }

    private int AddDifference(Segment segment, int attribute, int value)
    {
        int start = builder.Conditions.Begin(1, hasFilter: false);
        builder.Conditions.AddValue(
            ConditionFormat.Difference(attribute), ValueArena.Get(segment.Arena, value));
        return start;
    }

    private int AddConditions(Segment segment, ReadOnlySpan<int> words)
    {
        int head = words[0];
        int end = ConditionFormat.EndOf(head);
        int start = builder.Conditions.Begin(ConditionFormat.CountOf(head), ConditionFormat.HasFilter(head));
        for (int i = ConditionFormat.HeadSize; i < end; i += ConditionFormat.Size)
        {
            builder.Conditions.AddValue(words[i], ValueArena.Get(segment.Arena, words[i + ConditionFormat.ValuePlace]));
        }

        if (ConditionFormat.HasFilter(head))
        {
            ref int filter = ref _filters[words[end]];
            filter = filter > 0 ? filter : builder.Conditions.AddFilter(segment.Filters[words[end]]) + 1;
            builder.Conditions.UseFilter(filter - 1);
        }

        return start;
    }
}
