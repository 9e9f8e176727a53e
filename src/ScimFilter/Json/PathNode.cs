using System.Runtime.InteropServices;

namespace ScimFilter.Json;

/// <summary>A member name that some filter asks for, as it is spelled there, at its place below other names. Immutable once its plan is built.</summary>
internal sealed class PathNode(string name) : ValueTarget
{
    /// <summary>So few children are looked through.</summary>
    private const int FewChildren = 4;

    // Most names have no children, or one.
    private List<PathNode>? _children;
    private Dictionary<string, PathNode>? _byName;

    public string Name => name;

    public ReadOnlySpan<PathNode> Children => CollectionsMarshal.AsSpan(_children);

    /// <summary>Gets a child by its exact name, made if need be.</summary>
    public PathNode GetOrAddChild(string name)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        var child = new PathNode(name);
        (_children ??= new List<PathNode>(1)).Add(child);
        if (_children.Count > FewChildren)
        {
            _byName ??= _children[..^1].ToDictionary(one => one.Name, StringComparer.Ordinal);
            _byName.Add(name, child);
        }

        return child;
    }

    private PathNode? Find(string name)
    {
        if (_byName is not null)
        {
            return _byName.GetValueOrDefault(name);
        }

        foreach (PathNode child in Children)
        {
            if (string.Equals(child.Name, name, StringComparison.Ordinal))
            {
                return child;
            }
        }

        return null;
    }
}
