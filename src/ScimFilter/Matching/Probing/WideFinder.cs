using System.Runtime.CompilerServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// Finds the records of a segment for templates of which the event has many combinations of values: several of its attributes have several
/// values, or one has very many.
/// </summary>
/// <remarks>
/// Of three ways it takes the cheapest: probing each combination, comparing each key of the template with the event, or comparing only the
/// keys that share a value with the event for the most selective attribute. The third needs <see cref="KeysByValue"/>. With v values in c
/// combinations, k keys and s keys that share the value, the cost is in proportion to v + min(c, k, s). Making the lists costs k once, and
/// happens after events have cost as much without them.
/// </remarks>
internal readonly struct WideFinder(Segment segment, Template[] templates, MatchContext context)
{
    /// <summary>The number of combinations whose buckets are prefetched before the first one is read.</summary>
    private const int BlockSize = 32;

    private readonly EventValues _values = context.Values;

    /// <summary>Adds the records to those of the context.</summary>
    public void AddAll()
    {
        // Values are compared here already, so places of the segment before must be forgotten.
        _values.BeginSegment();
        foreach (WideProbe wide in context.Probes.Wide)
        {
            if (wide.Template < segment.Tables.Length && !segment.Tables[wide.Template].IsMissing)
            {
                Add(templates[wide.Template], wide.Combinations);
            }
        }
    }

    private void Add(Template template, long combinations)
    {
        int keys = segment.Tables[template.Index].Capacity;
        long cost = Math.Min(combinations, keys);
        if (cost > Thresholds.MaxTriedKeys && cost > ValuesOf(template) && segment.KeyLists.IsDue(template.Index, cost, keys))
        {
            AddByValue(template, combinations);
        }
        else if (combinations <= keys)
        {
            AddCombinations(template);
        }
        else
        {
            AddMatching(template);
        }
    }

    /// <summary>Compares the keys that share a value with the event, for the attribute with the fewest such keys.</summary>
    private void AddByValue(Template template, long combinations)
    {
        KeysByValue lists = segment.KeyLists.Of(template, segment, context.Hasher);
        int best = 0;
        long least = long.MaxValue;
        for (int i = 0; i < template.Attributes.Length && least > 0; i++)
        {
            long count = CountKeys(lists, i, template.Attributes[i]);
            (best, least) = count < least ? (i, count) : (best, least);
        }

        if (combinations <= least)
        {
            AddCombinations(template);
            return;
        }

        for (EventValue value = _values.First(template.Attributes[best]); ; value = _values.More(value.Next))
        {
            for (int element = lists.First(best, value.Hash); element >= 0; element = lists.Next(best, element))
            {
                AddIfMatching(template, lists.RecordOf(element));
            }

            if (value.Next == 0)
            {
                return;
            }
        }
    }

    private long CountKeys(KeysByValue lists, int place, int attribute)
    {
        long count = 0;
        for (EventValue value = _values.First(attribute); ; value = _values.More(value.Next))
        {
            count += lists.CountOf(place, value.Hash);
            if (value.Next == 0)
            {
                return count;
            }
        }
    }

    /// <summary>
    /// Adds the current records of the key that a record has, if the event has all its values. The record may have been replaced.
    /// </summary>
    private void AddIfMatching(Template template, int record)
    {
        if (record < segment.RecordEnd && HasKey(template, record))
        {
            AddRecords(template.Index, _values.HashOf(segment, record, template.Attributes.Length));
        }
    }

    /// <summary>Compares all keys of the template.</summary>
    private void AddMatching(Template template)
    {
        foreach (int number in segment.Tables[template.Index].Numbers())
        {
            int record = segment.RecordAt(number);
            if (record >= 0 && HasKey(template, record))
            {
                context.Records.Add(template.Index, record);
            }
        }
    }

    private bool HasKey(Template template, int record)
    {
        foreach (int attribute in template.Attributes)
        {
            if (!_values.Has(attribute, segment.Arena, segment.Records[record++]))
            {
                return false;
            }
        }

        return true;
    }

    private void AddCombinations(Template template)
    {
        var hashes = default(Hashes);
        int count = 0;
        Combine(template, 0, context.Hasher.Empty, ref hashes, ref count);
        Flush(template.Index, hashes[..count]);
    }

    private void Combine(Template template, int depth, ulong hash, ref Hashes hashes, ref int count)
    {
        if (depth == template.Attributes.Length)
        {
            ref HashSlots table = ref segment.Tables[template.Index];
            table.Prefetch(table.BucketOf(hash));
            hashes[count++] = hash;
            if (count == BlockSize)
            {
                Flush(template.Index, hashes);
                count = 0;
            }

            return;
        }

        for (EventValue value = _values.First(template.Attributes[depth]); ; value = _values.More(value.Next))
        {
            Combine(template, depth + 1, context.Hasher.Combine(hash, value.Hash), ref hashes, ref count);
            if (value.Next == 0)
            {
                return;
            }
        }
    }

    private void Flush(int template, ReadOnlySpan<ulong> hashes)
    {
        foreach (ulong hash in hashes)
        {
            AddRecords(template, hash);
        }
    }

    private void AddRecords(int template, ulong hash)
    {
        foreach (int number in segment.Tables[template].Of(hash))
        {
            int record = segment.RecordAt(number);
            if (record >= 0)
            {
                context.Records.Add(template, record);
            }
        }
    }

    private long ValuesOf(Template template)
    {
        long values = 0;
        foreach (int attribute in template.Attributes)
        {
            values += _values.CountOf(attribute);
        }

        return values;
    }

    [InlineArray(BlockSize)]
    private struct Hashes
    {
        private ulong _first;
    }
}
