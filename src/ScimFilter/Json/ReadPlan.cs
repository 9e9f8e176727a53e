using ScimFilter.Runtime;

namespace ScimFilter.Json;

/// <summary>Which members of an event go to which slots: everything that a set of filters asks for, as a tree of names. Immutable and thread-safe.</summary>
internal sealed class ReadPlan
{
    private readonly Dictionary<string, int> _slots;
    private readonly (int Slot, int[] Sources)[] _alternatives;

    /// <summary>Makes the plan. The request at index i gets slot i + 1.</summary>
    public ReadPlan(IReadOnlyList<SlotRequest> requests)
    {
        Requests = requests;
        _slots = new Dictionary<string, int>(requests.Count, StringComparer.Ordinal);
        for (int i = 0; i < requests.Count; i++)
        {
            _slots.Add(requests[i].Key, i + 1);
        }

        int nodes = 1;
        int slots = requests.Count + 1;
        var alternatives = new List<(int Slot, int[] Sources)>();
        var sources = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < requests.Count; i++)
        {
            SlotRequest request = requests[i];
            if (request.Paths.Length == 1)
            {
                Place(request.Paths[0], request.Use, i + 1, sources, ref nodes);
            }
        }

        for (int i = 0; i < requests.Count; i++)
        {
            SlotRequest request = requests[i];
            if (request.Paths.Length > 1)
            {
                alternatives.Add((i + 1, [.. request.Paths.Select(path => SourceOf(path, request.Use, sources, ref slots, ref nodes))]));
            }
        }

        _alternatives = [.. alternatives];
        SlotCount = slots;
        NodeCount = nodes;
        Root.Freeze();
    }

    public IReadOnlyList<SlotRequest> Requests { get; }

    /// <summary>Gets the plan for events that are split into attributes; its first slots are those of this plan.</summary>
    public ReadPlan ForAttributes => field ??= new ReadPlan([.. Requests.Select(request => request.ForAttributes())]);

    public PathNode Root { get; } = new("", 0);

    public int SlotCount { get; }

    public int NodeCount { get; }

    /// <summary>Gives the slot of a request, or the slot that is always empty.</summary>
    public int SlotOf(SlotRequest request) => _slots.GetValueOrDefault(request.Key, EventSlots.Absent);

    /// <summary>Binds each attribute of several paths to the first path with a value.</summary>
    public void ResolveAlternatives(EventSlots slots)
    {
        foreach ((int slot, int[] sources) in _alternatives)
        {
            foreach (int source in sources)
            {
                if ((slots.Get(source).Flags & SlotFlags.HasValue) != 0)
                {
                    slots.Alias(slot, source);
                    break;
                }
            }
        }
    }

    private int SourceOf(EventPath path, SlotUse use, Dictionary<string, int> sources, ref int slots, ref int nodes)
    {
        string key = use + path.ToString();
        if (!sources.TryGetValue(key, out int slot))
        {
            slot = slots++;
            Place(path, use, slot, sources, ref nodes);
        }

        return slot;
    }

    private void Place(EventPath path, SlotUse use, int slot, Dictionary<string, int> sources, ref int nodes)
    {
        sources.Add(use + path.ToString(), slot);
        PathNode node = Root;
        foreach (string name in path.Names)
        {
            node = node.GetOrAddChild(name, ref nodes);
        }

        if (use == SlotUse.Elements)
        {
            node.ElementSlot = slot;
            return;
        }

        node.Slot = slot;
        node.GetOrAddChild("value", ref nodes).OuterSlot = slot;
    }
}
