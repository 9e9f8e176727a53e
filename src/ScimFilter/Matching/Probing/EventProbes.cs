using System.Runtime.CompilerServices;
using ScimFilter.Json.Slots;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>One look-up of an event in the table of a template.</summary>
internal struct Probe
{
    public int Template;

    /// <summary>The hash of the key.</summary>
    public ulong Hash;

    /// <summary>The bucket in the current segment; -1 when the segment has no such table.</summary>
    public int Bucket;
}

/// <summary>A template for which an event has too many combinations of values to probe each.</summary>
/// <param name="Template">The number of the template.</param>
/// <param name="Combinations">The number of combinations.</param>
internal readonly record struct WideProbe(int Template, long Combinations);

/// <summary>The probes of an event, the same for all segments. Reused from event to event; not thread-safe.</summary>
internal sealed class EventProbes(EventValues values, KeyHasher hasher)
{
    private const int SmallestSize = 16;

    private readonly List<WideProbe> _wide = [];
    private Probe[] _probes = new Probe[SmallestSize];

    /// <summary>By number of attributes: the hash of the current template's first values.</summary>
    private ulong[] _hashes = new ulong[8];

    public int Count { get; private set; }

    /// <summary>
    /// Gets the templates with more combinations than <see cref="Thresholds.MaxProbes"/>, which <see cref="WideFinder"/> handles.
    /// </summary>
    public List<WideProbe> Wide => _wide;

    public Span<Probe> All => _probes.AsSpan(0, Count);

    /// <summary>Removes all, and frees a large array.</summary>
    public void Trim()
    {
        Count = 0;
        KeptMemory.Trim(ref _probes, SmallestSize);
    }

    /// <summary>Computes the hashes of the event's keys, one for each template whose attributes all have a value.</summary>
    public void Prepare(Template[] templates)
    {
        Count = 0;
        _wide.Clear();
        if (values.HasSeveral)
        {
            PrepareSeveral(templates);
        }
        else
        {
            PrepareSingle(templates);
        }
    }

    private void PrepareSingle(Template[] templates)
    {
        _hashes[0] = hasher.Empty;
        int known = 0;
        foreach (Template template in templates)
        {
            // Successive templates mostly share their first attributes, and so the hash of their values. If one of those has no value, this
            // template has no key either.
            if (known < template.SharedCount)
            {
                continue;
            }

            int[] attributes = template.Attributes;
            if (attributes.Length >= _hashes.Length)
            {
                Array.Resize(ref _hashes, attributes.Length * 2);
            }

            known = template.SharedCount;
            ulong hash = _hashes[known];
            for (; known < attributes.Length; known++)
            {
                ref readonly EventValue value = ref values.First(attributes[known]);
                if (value.Length < 0)
                {
                    break;
                }

                _hashes[known + 1] = hash = hasher.Combine(hash, value.Hash);
            }

            if (known == attributes.Length)
            {
                Add(template.Index, hash);
            }
        }
    }

    private void PrepareSeveral(Template[] templates)
    {
        foreach (Template template in templates)
        {
            long combinations = CombinationsOf(template);
            if (combinations > Thresholds.MaxProbes)
            {
                _wide.Add(new WideProbe(template.Index, combinations));
            }
            else if (combinations > 0)
            {
                AddCombinations(template, 0, hasher.Empty);
            }
        }
    }

    /// <summary>Counts the combinations of values, with a cap against overflow.</summary>
    private long CombinationsOf(Template template)
    {
        long combinations = 1;
        foreach (int attribute in template.Attributes)
        {
            combinations = Math.Min(combinations, long.MaxValue >> 32) * values.CountOf(attribute);
        }

        return combinations;
    }

    private void AddCombinations(Template template, int depth, ulong hash)
    {
        if (depth == template.Attributes.Length)
        {
            Add(template.Index, hash);
            return;
        }

        for (EventValue value = values.First(template.Attributes[depth]); ; value = values.More(value.Next))
        {
            AddCombinations(template, depth + 1, hasher.Combine(hash, value.Hash));
            if (value.Next == 0)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int template, ulong hash)
    {
        if (Count == _probes.Length)
        {
            Array.Resize(ref _probes, Count * 2);
        }

        ref Probe probe = ref _probes[Count++];
        probe.Template = template;
        probe.Hash = hash;
    }
}
