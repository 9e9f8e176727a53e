namespace ScimFilter.Matching;

/// <summary>Copies what is left of a segment into a builder.</summary>
internal sealed class SegmentMerger(SegmentBuilder builder, KeyHasher hasher)
{
    private readonly List<int> _values = [];

    /// <summary>Copies the subscriptions that are not deleted; they keep their order.</summary>
    /// <param name="view">The segment.</param>
    /// <param name="templates">The templates of the index.</param>
    public void Add(SegmentView view, Template[] templates)
    {
        Segment segment = view.Segment;
        int[] numbers = new int[segment.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = view.Deletions?.Contains(i) == true ? -1 : builder.AddSubscription();
        }

        for (int i = 0; i < segment.Tables.Length; i++)
        {
            foreach (int record in segment.Tables[i].Numbers())
            {
                if ((uint)record < (uint)segment.RecordEnd)
                {
                    AddRecord(segment, record, templates[i], numbers);
                }
            }
        }
    }

    private void AddRecord(Segment segment, int record, Template template, int[] numbers)
    {
        ReadOnlySpan<int> values = segment.Records.AsSpan(record, template.Attributes.Length);
        int key = -1;
        for (var postings = new PostingReader(segment.Records.AsSpan(record + values.Length)); postings.MoveNext();)
        {
            int subscription = numbers[postings.Subscription];
            if (subscription >= 0)
            {
                key = key < 0 ? AddKey(segment, values, template) : key;
                int conditions = postings.Difference is var (attribute, value) ? AddDifference(segment, attribute, value)
                    : postings.Conditions.IsEmpty ? -1
                    : AddConditions(segment, postings.Conditions);
                builder.AddPosting(key, subscription, postings.IsRepeatable, conditions);
            }
        }
    }

    private int AddKey(Segment segment, ReadOnlySpan<int> values, Template template)
    {
        ulong hash = hasher.Empty;
        _values.Clear();
        foreach (int value in values)
        {
            _values.Add(builder.AddValue(ValueArena.Get(segment.Arena, value), out ulong valueHash));
            hash = hasher.Combine(hash, valueHash);
        }

        return builder.AddKey(template.Index, hash, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values));
    }

    private int AddDifference(Segment segment, int attribute, int value)
    {
        int start = builder.BeginConditions(0, 1, hasFilter: false);
        builder.AddConditionDifference(attribute, ValueArena.Get(segment.Arena, value));
        return start;
    }

    private int AddConditions(Segment segment, ReadOnlySpan<int> words)
    {
        int types = words[0];
        int differences = words[1] >> 1;
        bool hasFilter = (words[1] & 1) != 0;
        int start = builder.BeginConditions(types, differences, hasFilter);
        words = words[PostingFormat.ConditionsHead..];
        for (int i = 0; i < types; i++, words = words[PostingFormat.TypeSize..])
        {
            builder.AddConditionType(ValueArena.Get(segment.Arena, words[1]));
        }

        for (int i = 0; i < differences; i++, words = words[PostingFormat.DifferenceSize..])
        {
            builder.AddConditionDifference(words[0], ValueArena.Get(segment.Arena, words[2]));
        }

        builder.AddConditionFilter(hasFilter ? segment.Filters[words[0]] : null);
        return start;
    }
}
