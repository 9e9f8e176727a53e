using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Records;

/// <summary>
/// The <see cref="KeysByValue"/> of a segment, by template. An event with many combinations of values makes them when it needs them, and
/// the next such event adds the keys appended since. All states of one segment share them. Thread-safe: readers wait for each other only
/// while one of them adds keys.
/// </summary>
internal sealed class SegmentLists
{
    private readonly int _builtEnd;
    private readonly Lock _adding;
    private readonly Dictionary<int, ListsOfTemplate> _templates;

    /// <summary>Creates an object without lists.</summary>
    /// <param name="builtEnd">
    /// Where the records ended when the segment was built. Later keys are in <see cref="Segment.AppendedKeys"/>.
    /// </param>
    public SegmentLists(int builtEnd)
        : this(builtEnd, new Lock(), [])
    {
    }

    private SegmentLists(int builtEnd, Lock adding, Dictionary<int, ListsOfTemplate> templates) =>
        (_builtEnd, _adding, _templates) = (builtEnd, adding, templates);

    /// <summary>Gets the memory of all lists in bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (_adding)
            {
                return _templates.Values.Sum(lists => lists.Keys?.Bytes ?? 0);
            }
        }
    }

    /// <summary>
    /// Whether the lists of a template exist or should be made, because events without them have cost as much as making them.
    /// </summary>
    /// <param name="template">The number of the template.</param>
    /// <param name="cost">What this event costs without lists, in keys to be compared or looked up.</param>
    /// <param name="keys">The number of keys that the lists would have.</param>
    public bool IsDue(int template, long cost, int keys)
    {
        lock (_adding)
        {
            ListsOfTemplate lists = Find(template);
            lists.Spent += lists.Keys is null ? cost : 0;
            return lists.Keys is not null || lists.Spent >= keys;
        }
    }

    /// <summary>Gives the lists of a template, with all keys that a state of the segment has.</summary>
    public KeysByValue Of(Template template, Segment segment, KeyHasher hasher)
    {
        lock (_adding)
        {
            ListsOfTemplate lists = Find(template.Index);
            KeysByValue keys = lists.Keys ??= ListBuilt(template, segment, hasher);
            ReadOnlySpan<int> appended = segment.AppendedKeysOf(template.Index);
            while (lists.AppendedCount < appended.Length
                && appended[lists.AppendedCount] is > 0 and var record
                && record < segment.RecordEnd)
            {
                if (keys.Count == keys.Capacity)
                {
                    keys = lists.Keys = Enlarge(keys, template, segment, hasher);
                }

                keys.Add(record, segment, hasher);
                lists.AppendedCount++;
            }

            return keys;
        }
    }

    /// <summary>
    /// Gives an object without the lists of unused templates, whose numbers may come to stand for others. Earlier states of the segment
    /// keep all lists. The remaining lists are shared with them, and so is the lock.
    /// </summary>
    public SegmentLists Without(Template[] templates)
    {
        lock (_adding)
        {
            return new SegmentLists(_builtEnd, _adding, _templates.Where(lists => !templates[lists.Key].IsUnused).ToDictionary());
        }
    }

    private ListsOfTemplate Find(int template)
    {
        if (!_templates.TryGetValue(template, out ListsOfTemplate? lists))
        {
            _templates.Add(template, lists = new ListsOfTemplate());
        }

        return lists;
    }

    /// <summary>Lists the keys with which the segment was built, by the records that they had then.</summary>
    private KeysByValue ListBuilt(Template template, Segment segment, KeyHasher hasher)
    {
        var records = new List<int>(segment.Tables[template.Index].Count());
        foreach (int number in segment.Tables[template.Index].Numbers())
        {
            int record = RecordFormat.RecordBefore(segment.Records, number, _builtEnd);
            if (record >= 0)
            {
                records.Add(record);
            }
        }

        // In the order of memory, so that the hardware prefetches the records.
        records.Sort();
        var keys = new KeysByValue(template.Attributes.Length, WithSpare(records.Count));
        foreach (int record in records)
        {
            keys.Add(record, segment, hasher);
        }

        return keys;
    }

    private static KeysByValue Enlarge(KeysByValue keys, Template template, Segment segment, KeyHasher hasher)
    {
        var larger = new KeysByValue(template.Attributes.Length, WithSpare(keys.Count * 2));
        foreach (int record in keys.Records)
        {
            larger.Add(record, segment, hasher);
        }

        return larger;
    }

    private static int WithSpare(int count) => count + Math.Max(Thresholds.MinSpareListedKeys, count / Thresholds.KeysPerSpareListedKey);

    private sealed class ListsOfTemplate
    {
        public KeysByValue? Keys { get; set; }

        /// <summary>Gets or sets how many appended keys the lists have.</summary>
        public int AppendedCount { get; set; }

        /// <summary>Gets or sets what events without lists have cost so far.</summary>
        public long Spent { get; set; }
    }
}
