using System.Runtime.CompilerServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// Finds the records of a segment that are of an event's keys, for templates of which the event has many combinations of values, because
/// several attributes of it have several values, or one has very many.
/// </summary>
/// <remarks>
/// With v values of the template's attributes, of which there are c combinations, in a segment with k keys of the template, this costs at
/// most in proportion to v + min(c, k, s), where s is the number of keys that share a value of the event for the attribute for which that
/// is the smallest number. Only when <see cref="KeysByValue"/> are made, which tell s, it costs k once; and no sooner than so much was
/// spent without them.
/// </remarks>
internal readonly struct WideFinder(Segment segment, Template[] templates, MatchContext context)
{
    /// <summary>So few combinations or keys are gone through in any case.</summary>
    private const int Few = 1 << 12;

    /// <summary>So many buckets are asked for before the first is looked at.</summary>
    private const int AskedAhead = 32;

    private readonly EventKeys _keys = context.Keys;

    /// <summary>Adds the records to the context.</summary>
    public void AddAll()
    {
        // The finder compares values, whose places it must know of this segment.
        _keys.BeginSegment();
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
        if (cost > Few && cost > ValuesOf(template) && segment.Lists.IsDue(template.Index, cost, keys))
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

    /// <summary>Goes through the keys that share a value with the event, for the attribute with which they are fewest.</summary>
    private void AddByValue(Template template, long combinations)
    {
        KeysByValue lists = segment.Lists.Of(template, segment, context.Hasher);
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

        for (KeyValue value = _keys.First(template.Attributes[best]); ; value = _keys.More(value.Next))
        {
            for (int entry = lists.First(best, value.Hash); entry >= 0; entry = lists.Next(best, entry))
            {
                AddIfMatching(template, lists.RecordOf(entry));
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
        for (KeyValue value = _keys.First(attribute); ; value = _keys.More(value.Next))
        {
            count += lists.CountOf(place, value.Hash);
            if (value.Next == 0)
            {
                return count;
            }
        }
    }

    /// <summary>Adds the records of the key that a record has, if all its values are the event's. The record may have been replaced.</summary>
    private void AddIfMatching(Template template, int record)
    {
        if (record < segment.RecordEnd && HasKey(template, record))
        {
            AddRecords(template.Index, _keys.HashOf(segment, record, template.Attributes.Length));
        }
    }

    /// <summary>Goes through all keys of the template.</summary>
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
            if (!_keys.Has(attribute, segment.Arena, segment.Records[record++]))
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
            table.Ask(table.BucketOf(hash));
            hashes[count++] = hash;
            if (count == AskedAhead)
            {
                Flush(template.Index, hashes);
                count = 0;
            }

            return;
        }

        for (KeyValue value = _keys.First(template.Attributes[depth]); ; value = _keys.More(value.Next))
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
            values += _keys.CountOf(attribute);
        }

        return values;
    }

    [InlineArray(AskedAhead)]
    private struct Hashes
    {
        private ulong _first;
    }
}
