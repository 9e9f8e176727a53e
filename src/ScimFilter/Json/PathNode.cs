using System.Runtime.InteropServices;
using System.Text;

namespace ScimFilter.Json;

/// <summary>
/// A member name as some filter spells it, at its place below other names. Immutable once its plan is built.
/// </summary>
internal sealed class PathNode(string name) : ValueTarget
{
    /// <summary>So few children are looked through.</summary>
    private const int FewChildren = 4;

    // Most names have no children, or one.
    private List<PathNode>? _children;
    private Dictionary<string, PathNode>? _byName;

    // Only the reference reader uses it, so it is built on first use. Several threads may build it; the results are equal.
    private Dictionary<string, List<PathNode>>? _spellings;

    public string Name => name;

    public ReadOnlySpan<PathNode> Children => CollectionsMarshal.AsSpan(_children);

    /// <summary>Folds the case of ASCII letters away, and nothing else: names that are equal then are spellings of one name.</summary>
    public static string Fold(string name)
    {
        char[] folded = name.ToCharArray();
        Ascii.ToLowerInPlace(folded, out _);
        return new string(folded);
    }

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

    /// <summary>Gives the children whose names are equal to a name but for the case of ASCII letters; null when there is none.</summary>
    public IReadOnlyList<PathNode>? SpellingsOf(string name)
    {
        _spellings ??= GroupSpellings();
        return _spellings.GetValueOrDefault(Fold(name));
    }

    /// <summary>Gives the child with exactly this name.</summary>
    public PathNode? Find(string name)
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

    private Dictionary<string, List<PathNode>> GroupSpellings()
    {
        var spellings = new Dictionary<string, List<PathNode>>(StringComparer.Ordinal);
        foreach (PathNode child in Children)
        {
            string folded = Fold(child.Name);
            if (!spellings.TryGetValue(folded, out List<PathNode>? group))
            {
                spellings.Add(folded, group = []);
            }

            group.Add(child);
        }

        return spellings;
    }
}
