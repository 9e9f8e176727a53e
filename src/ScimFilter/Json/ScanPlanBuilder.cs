namespace ScimFilter.Json;

/// <summary>Makes the scanner's tree of names out of a plan's: spellings that differ in case alone become one node.</summary>
internal sealed class ScanPlanBuilder
{
    private readonly Dictionary<int, int> _sources = [];
    private int _nodes;

    public int NodeCount => _nodes;

    /// <summary>Gets for each slot that the scanner leaves empty the one that has the same values.</summary>
    public IReadOnlyDictionary<int, int> Sources => _sources;

    public ScanNode Build(PathNode root) => new(_nodes++, [root], this);

    public IReadOnlyList<ScanNode> BuildChildren(IReadOnlyList<PathNode> spellings)
    {
        if (spellings is [var only] && only.Children.Length <= 1)
        {
            return only.Children is [var child] ? [new ScanNode(_nodes++, [child], this)] : [];
        }

        var groups = new Dictionary<string, List<PathNode>>(StringComparer.Ordinal);
        foreach (PathNode child in spellings.SelectMany(spelling => spelling.Children.ToArray()))
        {
            string folded = PathNode.Fold(child.Name);
            if (!groups.TryGetValue(folded, out List<PathNode>? group))
            {
                groups.Add(folded, group = []);
            }

            group.Add(child);
        }

        return [.. groups.Values.Select(group => new ScanNode(_nodes++, group, this))];
    }

    /// <summary>Lets one slot stand for two.</summary>
    public int Merge(int slot, int other)
    {
        if (slot == ValueTarget.None || other == ValueTarget.None)
        {
            return Math.Max(slot, other);
        }

        _sources.TryAdd(other, slot);
        return slot;
    }
}
