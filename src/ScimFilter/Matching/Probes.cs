using System.Runtime.CompilerServices;
using ScimFilter.Runtime;

namespace ScimFilter.Matching;

/// <summary>A look into the table of a template.</summary>
internal struct Probe
{
    public int Template;
    public ulong Hash;

    /// <summary>The bucket to look at; -1 when the segment at hand has no such table.</summary>
    public int Bucket;
}

/// <summary>The probes that an event makes in every segment. Reused from event to event; not thread-safe.</summary>
internal sealed class Probes(EventKeys keys, KeyHasher hasher)
{
    /// <summary>An event with more combinations of values than this has a template's keys looked through one by one.</summary>
    private const int MaxCombinations = 256;

    private const int SmallestSize = 16;

    private readonly List<int> _exhausted = [];
    private Probe[] _probes = new Probe[SmallestSize];
    private ulong[] _hashes = new ulong[8];

    public int Count { get; private set; }

    /// <summary>Gets the templates of which the event has too many combinations of values.</summary>
    public List<int> Exhausted => _exhausted;

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
        _exhausted.Clear();
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
            if (HasAll(template))
            {
                AddCombinations(template);
            }
        }
    }

    private bool HasAll(Template template)
    {
        foreach (int attribute in template.Attributes)
        {
            if (keys.First(attribute).Length < 0)
            {
                return false;
            }
        }

        return true;
    }

    private void AddCombinations(Template template)
    {
        int before = Count;
        if (!TryCombine(template, 0, hasher.Empty, before + MaxCombinations))
        {
            Count = before;
            _exhausted.Add(template.Index);
        }
    }

    private bool TryCombine(Template template, int depth, ulong hash, int limit)
    {
        if (depth == template.Attributes.Length)
        {
            Add(template.Index, hash);
            return Count <= limit;
        }

        KeyValue value = keys.First(template.Attributes[depth]);
        while (TryCombine(template, depth + 1, hasher.Combine(hash, value.Hash), limit))
        {
            if (value.Next == 0)
            {
                return true;
            }

            value = keys.More(value.Next);
        }

        return false;
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
