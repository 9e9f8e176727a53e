using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Records;

/// <summary>
/// The <see cref="KeysByValue"/> of a segment, made when events ask for them, and kept up to date with a segment that grows. All states of
/// one segment share them. Thread-safe: readers wait for each other only while there is something to add.
/// </summary>
internal sealed class SegmentLists
{
    /// <summary>The room that is left for later keys: so large a part of those at hand.</summary>
    private const int SpareShare = 4;

    private const int LeastSpare = 64;

    private readonly int _baseEnd;
    private readonly Lock _adding;
    private readonly Dictionary<int, ListsOfTemplate> _templates;

    /// <summary>Begins without lists.</summary>
    /// <param name="baseEnd">Where those records end with which the segment began. Keys that came later are in <see cref="Segment.LaterKeys"/>.</param>
    public SegmentLists(int baseEnd)
        : this(baseEnd, new Lock(), [])
    {
    }

    private SegmentLists(int baseEnd, Lock adding, Dictionary<int, ListsOfTemplate> templates) =>
        (_baseEnd, _adding, _templates) = (baseEnd, adding, templates);

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

    /// <summary>Whether events have cost as much without lists as lists cost to make, so that from now on they are worth it.</summary>
    /// <param name="template">The number of the template.</param>
    /// <param name="cost">What the event at hand costs without them: the keys to be looked at or looked for.</param>
    /// <param name="keys">The number of keys that lists would have.</param>
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
            KeysByValue keys = lists.Keys ??= MakeBase(template, segment, hasher);
            ReadOnlySpan<int> later = segment.LaterKeysOf(template.Index);
            while (lists.LaterCount < later.Length && later[lists.LaterCount] is > 0 and var record && record < segment.RecordEnd)
            {
                if (keys.Count == keys.Capacity)
                {
                    keys = lists.Keys = Enlarge(keys, template, segment, hasher);
                }

                keys.Add(record, segment, hasher);
                lists.LaterCount++;
            }

            return keys;
        }
    }

    /// <summary>
    /// Gives the lists without those of unused templates, whose numbers may come to stand for other templates. States of the segment from
    /// before keep all; the lists that are left are shared with them, and so is the lock.
    /// </summary>
    public SegmentLists Without(Template[] templates)
    {
        lock (_adding)
        {
            return new SegmentLists(_baseEnd, _adding, _templates.Where(lists => !templates[lists.Key].IsUnused).ToDictionary());
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

    /// <summary>Lists the keys with which the segment began, by the records that they had then.</summary>
    private KeysByValue MakeBase(Template template, Segment segment, KeyHasher hasher)
    {
        var records = new List<int>(segment.Tables[template.Index].Count());
        foreach (int number in segment.Tables[template.Index].Numbers())
        {
            int record = number;
            while (record >= _baseEnd)
            {
                record = segment.Records[record - 1];
            }

            if (record >= 0)
            {
                records.Add(record);
            }
        }

        // One after the other as they stand in memory, so that little of it is waited for.
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

    private static int WithSpare(int count) => count + Math.Max(LeastSpare, count / SpareShare);

    private sealed class ListsOfTemplate
    {
        public KeysByValue? Keys { get; set; }

        /// <summary>Gets or sets how many later keys the lists have.</summary>
        public int LaterCount { get; set; }

        /// <summary>Gets or sets what events cost so far without lists.</summary>
        public long Spent { get; set; }
    }
}
