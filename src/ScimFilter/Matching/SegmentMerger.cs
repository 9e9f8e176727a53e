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
                AddRecord(segment, record, templates[i], numbers);
            }
        }
    }

    private void AddRecord(Segment segment, int record, Template template, int[] numbers)
    {
        ReadOnlySpan<int> values = segment.Records.AsSpan(record, template.Attributes.Length);
        int head = segment.Records[record + values.Length];
        ReadOnlySpan<int> postings = head < 0 ? [~head] : segment.Records.AsSpan(record + values.Length + 1, head);
        int key = -1;
        for (int i = 0; i < postings.Length; i++)
        {
            int posting = postings[i];
            bool hasConditions = (posting & PostingFormat.HasConditions) != 0;
            int conditions = hasConditions ? postings[++i] : -1;
            int subscription = numbers[posting >> PostingFormat.FlagBits];
            if (subscription >= 0)
            {
                key = key < 0 ? AddKey(segment, values, template) : key;
                builder.AddPosting(
                    key,
                    subscription,
                    isRepeatable: (posting & PostingFormat.IsRepeatable) != 0,
                    hasConditions ? AddConditions(segment, conditions) : -1);
            }
        }
    }

    private int AddKey(Segment segment, ReadOnlySpan<int> values, Template template)
    {
        ulong hash = hasher.Begin(template.Index);
        _values.Clear();
        foreach (int value in values)
        {
            _values.Add(builder.AddValue(ValueArena.Get(segment.Arena, value), out ulong valueHash));
            hash = hasher.Combine(hash, valueHash);
        }

        return builder.AddKey(template.Index, hash, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values));
    }

    private int AddConditions(Segment segment, int source)
    {
        int[] words = segment.Conditions;
        int types = words[source++];
        int place = builder.AddCondition(types);
        for (int i = 0; i < types; i++, source += PostingFormat.TypeSize)
        {
            builder.AddConditionValue(ValueArena.Get(segment.Arena, words[source + 1]));
        }

        int differences = words[source++];
        builder.AddCondition(differences);
        for (int i = 0; i < differences; i++, source += PostingFormat.DifferenceSize)
        {
            builder.AddCondition(words[source]);
            builder.AddConditionValue(ValueArena.Get(segment.Arena, words[source + 2]));
        }

        builder.AddConditionFilter(words[source] == PostingFormat.NoFilter ? null : segment.Filters[words[source]]);
        return place;
    }
}
