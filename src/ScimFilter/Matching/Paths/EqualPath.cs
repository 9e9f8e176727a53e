using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>Finds groups by a value that their attribute must have: <c>eq</c> terms that are not part of a key, and <c>pr</c>.</summary>
internal sealed class EqualPath(int attribute) : AccessPath(attribute)
{
    private readonly KeyedGroups _groups = new();

    public override long Bytes => _groups.Bytes;

    /// <summary>Counts the groups with a value, up to a number.</summary>
    public int CountOf(int halfHash, int most) => _groups.CountOf((uint)halfHash, most);

    /// <summary>Adds a group.</summary>
    /// <param name="halfHash">The upper half of the hash of the value.</param>
    /// <param name="group">The number of the group.</param>
    public void Add(int halfHash, int group)
    {
        _groups.Add((uint)halfHash, group);
        Groups++;
    }

    public override void ListGroups(NumberList groups) => _groups.CollectAll(groups);

    public override void Find(ReadOnlySpan<byte> value, ulong hash, FoundGroups found)
    {
        uint half = (uint)(hash >> 32);
        if (_groups.Filter.MayHave(half))
        {
            _groups.Collect(_groups.Find(half), found.Groups);
        }
    }
}
