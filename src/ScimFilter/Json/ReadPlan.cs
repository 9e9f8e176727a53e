using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

/// <summary>
/// Which members of an event go to which slots: all attributes of a set of filters, as a tree of names. Immutable and thread-safe.
/// </summary>
internal sealed class ReadPlan
{
    private readonly Dictionary<string, int> _slots;
    private readonly (int Slot, int[] Sources)[] _alternatives;
    private readonly (int Slot, int[] Sources)[] _scanned;

    /// <summary>Makes the plan. The request at index i gets slot i + 1.</summary>
    public ReadPlan(IReadOnlyList<SlotRequest> requests)
    {
        Requests = requests;
        _slots = new Dictionary<string, int>(requests.Count, StringComparer.Ordinal);
        for (int i = 0; i < requests.Count; i++)
        {
            if (!requests[i].IsUnused)
            {
                _slots.Add(requests[i].Key, i + 1);
            }
        }

        int slots = requests.Count + 1;
        var sources = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < requests.Count; i++)
        {
            if (requests[i].Paths.Length == 1)
            {
                Place(requests[i].Paths[0], requests[i].Use, i + 1, sources);
            }
        }

        var alternatives = new List<(int Slot, int[] Sources)>();
        for (int i = 0; i < requests.Count; i++)
        {
            SlotRequest request = requests[i];
            if (request.Paths.Length > 1)
            {
                alternatives.Add((i + 1, [.. request.Paths.Select(path => SourceOf(path, request.Use, sources, ref slots))]));
            }
        }

        _alternatives = [.. alternatives];
        SlotCount = slots;
        var builder = new ScanPlanBuilder();
        ScanRoot = builder.Build(Root);
        NodeCount = builder.NodeCount;
        _scanned = ScannedAlternatives(builder.Sources);
        MarkSettling();
    }

    public IReadOnlyList<SlotRequest> Requests { get; }

    /// <summary>Gets the number of attributes that are read: the requests without unused ones.</summary>
    public int AttributeCount => _slots.Count;

    /// <summary>Gets the plan for events that are split into attributes; its first slots are those of this plan.</summary>
    public ReadPlan ForAttributes => field ??= new ReadPlan([.. Requests.Select(request => request.ForAttributes())]);

    /// <summary>Gets the names as they are spelled.</summary>
    public PathNode Root { get; } = new("");

    /// <summary>Gets the names as the scanner looks for them.</summary>
    public ScanNode ScanRoot { get; }

    public int SlotCount { get; }

    /// <summary>Gets the number of nodes below and with <see cref="ScanRoot"/>.</summary>
    public int NodeCount { get; }

    /// <summary>Gives the slot of a request, or the slot that is always empty.</summary>
    public int SlotOf(SlotRequest request) => _slots.GetValueOrDefault(request.Key, EventSlots.Absent);

    /// <summary>Binds each attribute of several paths to the first path with a value.</summary>
    public void ResolveAlternatives(EventSlots slots) => Resolve(_alternatives, slots);

    /// <summary>Does the same after a scan, which fills one slot for all spellings of a name.</summary>
    public void ResolveScanned(EventSlots slots) => Resolve(_scanned, slots);

    private static void Resolve((int Slot, int[] Sources)[] alternatives, EventSlots slots)
    {
        foreach ((int slot, int[] sources) in alternatives)
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

    private (int Slot, int[] Sources)[] ScannedAlternatives(IReadOnlyDictionary<int, int> merged) =>
    [
        .. merged.Where(pair => pair.Key <= Requests.Count).OrderBy(pair => pair.Key).Select(pair => (pair.Key, new[] { pair.Value })),
        .. _alternatives.Select(pair => (
            pair.Slot, pair.Sources.Select(source => merged.GetValueOrDefault(source, source)).Distinct().ToArray())),
    ];

    /// <summary>Tells the nodes which attributes need no further reading once they were read.</summary>
    private void MarkSettling()
    {
        foreach (SlotRequest request in Requests.Where(request => !request.IsUnused))
        {
            ScanNode? node = ScanRoot;
            foreach (string name in request.Paths[0].Names)
            {
                node = node?.Children.Find(name);
            }

            if (node is not null && request.Paths.Length == 1)
            {
                node.Settles++;
            }
            else if (node is not null)
            {
                node.SettlesWithValue++;
            }
        }
    }

    private int SourceOf(EventPath path, SlotUse use, Dictionary<string, int> sources, ref int slots)
    {
        string key = use + path.ToString();
        if (!sources.TryGetValue(key, out int slot))
        {
            slot = slots++;
            Place(path, use, slot, sources);
        }

        return slot;
    }

    private void Place(EventPath path, SlotUse use, int slot, Dictionary<string, int> sources)
    {
        sources.Add(use + path.ToString(), slot);
        PathNode node = Root;
        foreach (string name in path.Names)
        {
            node = node.GetOrAddChild(name);
        }

        if (use == SlotUse.Elements)
        {
            node.ElementSlot = slot;
            return;
        }

        node.Slot = slot;
        node.GetOrAddChild("value").OuterSlot = slot;
    }
}
