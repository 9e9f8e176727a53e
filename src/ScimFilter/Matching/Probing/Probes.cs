using System.Runtime.CompilerServices;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>A look into the table of a template.</summary>
internal struct Probe
{
    public int Template;
    public ulong Hash;

    /// <summary>The bucket to look at; -1 when the segment at hand has no such table.</summary>
    public int Bucket;
}

/// <summary>A template of which an event has many combinations of values.</summary>
/// <param name="Template">The number of the template.</param>
/// <param name="Combinations">How many combinations there are.</param>
internal readonly record struct WideProbe(int Template, long Combinations);

/// <summary>The probes that an event makes in every segment. Reused from event to event; not thread-safe.</summary>
internal sealed class Probes(EventKeys keys, KeyHasher hasher)
{
    /// <summary>More combinations of an event's values than this are left to <see cref="WideFinder"/>.</summary>
    private const int MostProbes = 256;

    private const int SmallestSize = 16;

    private readonly List<WideProbe> _wide = [];
    private Probe[] _probes = new Probe[SmallestSize];
    private ulong[] _hashes = new ulong[8];

    public int Count { get; private set; }

    /// <summary>Gets the templates of which the event has more combinations of values than probes are prepared for.</summary>
    public List<WideProbe> Wide => _wide;

    public Span<Probe> All => _probes.AsSpan(0, Count);

    /// <summary>Forgets all, and gives back memory when it is much.</summary>
    public void Trim()
    {
        Count = 0;
        KeptMemory.Trim(ref _probes, SmallestSize);
    }

    public void Prepare(Template[] templates)
    {
        Count = 0;
        _wide.Clear();
        if (keys.HasSeveral)
        {
            PrepareSeveral(templates);
            return;
        }

        _hashes[0] = hasher.Empty;
        int known = 0;
        foreach (Template template in templates)
        {
            // Templates that follow each other mostly begin alike.
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
                ref readonly KeyValue value = ref keys.First(attributes[known]);
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
            if (combinations > MostProbes)
            {
                _wide.Add(new WideProbe(template.Index, combinations));
            }
            else if (combinations > 0)
            {
                AddCombinations(template, 0, hasher.Empty);
            }
        }
    }

    /// <summary>Counts the combinations, as far as a number can hold that.</summary>
    private long CombinationsOf(Template template)
    {
        long combinations = 1;
        foreach (int attribute in template.Attributes)
        {
            combinations = Math.Min(combinations, long.MaxValue >> 32) * keys.CountOf(attribute);
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

        for (KeyValue value = keys.First(template.Attributes[depth]); ; value = keys.More(value.Next))
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
