namespace ScimFilter.Matching;

/// <summary>Copies what is left of a segment into a builder.</summary>
internal sealed class SegmentMerger(SegmentBuilder builder, KeyHasher hasher)
{
    private readonly List<int> _values = [];
    private readonly List<int> _types = [];

    /// <summary>Copies the subscriptions that are not deleted; they keep their order.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="deletions">What to leave out; null for nothing.</param>
    /// <param name="templates">The templates of the index.</param>
    public void Add(Segment segment, Deletions? deletions, Template[] templates)
    {
        int[] numbers = new int[segment.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = deletions?.Contains(i) == true ? -1 : builder.AddSubscription();
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
        int[] words = segment.Words;
        int head = record + template.Attributes.Length;
        ulong hash = hasher.Begin(template.Index);
        _values.Clear();
        for (int i = record; i < head; i++)
        {
            _values.Add(builder.AddValue(ValueArena.Get(segment.Arena, words[i]), out ulong valueHash));
            hash = hasher.Combine(hash, valueHash);
        }

        var source = new RecordSource(segment, template.Index, hash, numbers);
        if (words[head] < 0)
        {
            int types = ~words[head];
            AddPostings(source, head + 1, types, head + 1 + types, head + 2 + types);
            return;
        }

        int postings = head + 1 + (words[head] * PostingFormat.GroupSize);
        int start = postings;
        for (int group = head + 1; group < postings; group += PostingFormat.GroupSize)
        {
            int end = postings + words[group + 1];
            AddPostings(source, group, 1, start, end);
            start = end;
        }
    }

    private void AddPostings(RecordSource source, int typesAt, int typeCount, int start, int end)
    {
        int[] words = source.Segment.Words;
        for (int at = start; at < end; at++)
        {
            int posting = words[at];
            bool hasResidual = (posting & PostingFormat.HasResidual) != 0;
            int residual = hasResidual ? words[++at] : SegmentBuilder.NoResidual;
            int subscription = source.Numbers[posting >> PostingFormat.FlagBits];
            if (subscription < 0)
            {
                continue;
            }

            _types.Clear();
            for (int i = typesAt; i < typesAt + typeCount; i++)
            {
                _types.Add(words[i] == PostingFormat.AnyType ? words[i] : builder.AddType(ValueArena.Get(source.Segment.Arena, words[i])));
            }

            builder.Add(
                source.Template,
                source.Hash,
                [.. _values],
                [.. _types],
                subscription,
                isRepeatable: (posting & PostingFormat.IsRepeatable) != 0,
                hasResidual ? AddResidual(source.Segment, residual) : residual);
        }
    }

    private int AddResidual(Segment segment, int residual)
    {
        if (residual < 0)
        {
            return builder.AddFilter(segment.Filters[~residual]);
        }

        int count = segment.Differences[residual];
        int copy = builder.BeginDifferences(count);
        for (int i = residual + 1; i <= residual + (3 * count); i += 3)
        {
            builder.AddDifference(segment.Differences[i], ValueArena.Get(segment.Arena, segment.Differences[i + 2]));
        }

        return copy;
    }

    private readonly record struct RecordSource(Segment Segment, int Template, ulong Hash, int[] Numbers);
}
