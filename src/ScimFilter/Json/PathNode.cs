using System.Runtime.InteropServices;

namespace ScimFilter.Json;

/// <summary>A member name that some filter asks for, as it is spelled there, at its place below other names. Immutable once its plan is built.</summary>
internal sealed class PathNode(string name) : ValueTarget
{
    private readonly List<PathNode> _children = [];
    private readonly Dictionary<string, PathNode> _byName = new(StringComparer.Ordinal);

    public string Name => name;

    public ReadOnlySpan<PathNode> Children => CollectionsMarshal.AsSpan(_children);

    /// <summary>Gets a child by its exact name, made if need be.</summary>
    public PathNode GetOrAddChild(string name)
    {
        if (!_byName.TryGetValue(name, out PathNode? child))
        {
            child = new PathNode(name);
            _byName.Add(name, child);
            _children.Add(child);
        }

        return child;
    }
}
