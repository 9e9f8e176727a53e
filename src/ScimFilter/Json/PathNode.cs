using System.Runtime.InteropServices;
using System.Text;

namespace ScimFilter.Json;

/// <summary>A member name that some filter asks for, at its place below other names. Immutable once its plan is built.</summary>
internal sealed class PathNode(string name, int id)
{
    public const int None = -1;

    private readonly List<PathNode> _children = [];
    private readonly Dictionary<string, PathNode> _byName = new(StringComparer.Ordinal);
    private PathNode?[] _buckets = [];
    private ulong _lengths;

    public string Name { get; } = name;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>Gets the number of the node in its plan.</summary>
    public int Id { get; } = id;

    /// <summary>Gets or sets the slot that takes the values found here.</summary>
    public int Slot { get; set; } = None;

    /// <summary>Gets or sets the slot of the attribute of which this is the <c>value</c> member.</summary>
    public int OuterSlot { get; set; } = None;

    /// <summary>Gets or sets the slot that takes the elements found here.</summary>
    public int ElementSlot { get; set; } = None;

    /// <summary>Gets a value indicating whether more than <see cref="Slot"/> takes what is found here.</summary>
    public bool HasFurtherSlots => (OuterSlot & ElementSlot) != None;

    public ReadOnlySpan<PathNode> Children => CollectionsMarshal.AsSpan(_children);

    /// <summary>Gets the next name of the same bucket.</summary>
    public PathNode? NextInBucket { get; private set; }

    /// <summary>Gets a child by its exact name, made if need be.</summary>
    public PathNode GetOrAddChild(string name, ref int nextId)
    {
        if (!_byName.TryGetValue(name, out PathNode? child))
        {
            child = new PathNode(name, nextId++);
            _byName.Add(name, child);
            _children.Add(child);
        }

        return child;
    }

    /// <summary>Makes the table by which the reader finds a name: by its length and last letter, case folded away.</summary>
    public void Freeze()
    {
        int size = 4;
        while (size < _children.Count * 2)
        {
            size *= 2;
        }

        _buckets = new PathNode?[size];
        foreach (PathNode child in _children)
        {
            ref PathNode? bucket = ref _buckets[BucketOf(child.Utf8)];
            child.NextInBucket = bucket;
            bucket = child;
            _lengths |= LengthBit(child.Utf8.Length);
            child.Freeze();
        }
    }

    /// <summary>Whether some name has this length; lengths of 64 and more count modulo 64.</summary>
    public bool HasLength(int length) => (_lengths & LengthBit(length)) != 0;

    /// <summary>Gives the first of the names that might be this one, whatever their case; the caller compares.</summary>
    public PathNode? FindBucket(ReadOnlySpan<byte> name) =>
        (_lengths & LengthBit(name.Length)) == 0 || name.IsEmpty ? null : _buckets[BucketOf(name)];

    private static ulong LengthBit(int length) => 1UL << (length & 63);

    private int BucketOf(ReadOnlySpan<byte> name) => ((name.Length * 31) + ((name[^1] | 0x20) * 7) + (name[0] | 0x20)) & (_buckets.Length - 1);
}
