using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// Finds groups by <c>sw</c> or <c>ew</c>. The whole literal is the key, so an event's value looks up its beginnings, or ends, of all
/// lengths that literals have. A length costs a few nanoseconds, as a bitmap refuses most hashes.
/// </summary>
/// <param name="attribute">The number of the attribute.</param>
/// <param name="seed">The seed of the index.</param>
/// <param name="fromEnd">Whether it is for <c>ew</c>.</param>
internal sealed class PrefixPath(int attribute, ulong seed, bool fromEnd) : AccessPath(attribute)
{
    private readonly KeyedGroups _groups = new();
    private int[] _lengths = [];

    public override long Bytes => _groups.Bytes + ((long)sizeof(int) * _lengths.Length);

    /// <summary>Gets a value indicating whether it is for <c>ew</c>.</summary>
    public bool IsFromEnd => fromEnd;

    /// <summary>Counts the groups with a literal, up to a number.</summary>
    public int CountOf(ReadOnlySpan<byte> literal, int most) => _groups.CountOf(HashOf(literal), most);

    /// <summary>Adds a group.</summary>
    public void Add(ReadOnlySpan<byte> literal, int group)
    {
        _groups.Add(HashOf(literal), group);
        int place = Array.BinarySearch(_lengths, literal.Length);
        if (place < 0)
        {
            int[] lengths = [.. _lengths[..~place], literal.Length, .. _lengths[~place..]];
            Volatile.Write(ref _lengths, lengths);
        }

        Groups++;
    }

    public override void ListGroups(NumberList groups) => _groups.CollectAll(groups);

    public override void Find(ReadOnlySpan<byte> value, ulong hash, FoundGroups found)
    {
        int[] lengths = Volatile.Read(ref _lengths);
        HashFilter filter = _groups.Filter;
        bool isFromEnd = fromEnd;
        ref byte start = ref PrefixHash.StartOf(value, isFromEnd);
        ulong state = seed;
        int hashed = 0;
        foreach (int length in lengths)
        {
            if (length > value.Length)
            {
                return;
            }

            for (; hashed + PrefixHash.Block <= length; hashed += PrefixHash.Block)
            {
                state = PrefixHash.Next(state, PrefixHash.Read(ref start, hashed, isFromEnd));
            }

            uint prefix = PrefixHash.HashOf(state, PrefixHash.Read(ref start, hashed, isFromEnd), hashed, length);
            if (filter.MayHave(prefix))
            {
                _groups.Collect(_groups.Find(prefix), found.Groups);
            }
        }
    }

    private uint HashOf(ReadOnlySpan<byte> literal) => PrefixHash.Of(literal, seed, fromEnd);
}
