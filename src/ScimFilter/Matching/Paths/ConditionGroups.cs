using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// The postings of a <see cref="PathList"/>, grouped by their conditions: equal conditions are stored once and checked once for an event.
/// One thread adds while others read.
/// </summary>
/// <remarks>
/// Nothing that was written changes, except the head of a group, which leads to its newest posting. A reader leaves out the subscriptions
/// that its segment does not have yet; those of a group are ascending from the oldest on.
/// </remarks>
internal sealed class ConditionGroups
{
    private const int SmallestSize = 16;

    private Arrays _arrays = new();
    private HashGroups? _known;
    private int _words;
    private int _nodes;

    /// <summary>Gets the number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the arrays. They have every group that was found before they were read.</summary>
    public Arrays Current => Volatile.Read(ref _arrays);

    /// <summary>Adds a posting.</summary>
    /// <param name="posting">The posting, see <c>RecordFormat</c>.</param>
    /// <param name="conditions">The words of its conditions.</param>
    /// <param name="group">The number of its group.</param>
    /// <returns>Whether the group is new.</returns>
    public bool Add(int posting, ReadOnlySpan<int> conditions, out int group)
    {
        _known ??= ListKnown();
        ulong hash = HashOf(conditions);
        for (HashGroups.Candidates candidates = _known.Of(hash); candidates.MoveNext();)
        {
            if (_arrays.ConditionsOf(candidates.Current).SequenceEqual(conditions))
            {
                group = candidates.Current;
                Append(group, posting);
                return false;
            }
        }

        group = Count;
        Reserve(conditions.Length);
        conditions.CopyTo(_arrays.Words.AsSpan(_words));
        _arrays.Conditions[group] = _words;
        _arrays.Oldest[group] = posting;
        _arrays.Newest[group] = ~posting;
        _words += conditions.Length;
        Count++;
        _known.Add(hash, group);
        return true;
    }

    /// <summary>Frees the memory that only additions need, and what arrays have in reserve.</summary>
    public void Trim()
    {
        _known = null;
        Volatile.Write(ref _arrays, new Arrays(_arrays, Count, _words, _nodes));
    }

    private HashGroups ListKnown()
    {
        var known = new HashGroups();
        known.Reserve(Count);
        for (int i = 0; i < Count; i++)
        {
            known.Add(HashOf(_arrays.ConditionsOf(i)), i);
        }

        return known;
    }

    private static ulong HashOf(ReadOnlySpan<int> words)
    {
        ulong hash = 0;
        foreach (int word in words)
        {
            hash = (hash ^ (uint)word) * 0x9E37_79B9_7F4A_7C15;
            hash ^= hash >> 32;
        }

        return hash;
    }

    private void Append(int group, int posting)
    {
        int newest = _arrays.Newest[group];
        if (_nodes + 2 > _arrays.Postings.Length)
        {
            Volatile.Write(ref _arrays, new Arrays(_arrays, _arrays.Newest.Length, _arrays.Words.Length, (_nodes + 2) * 2));
        }

        if (newest < 0)
        {
            newest = AddNode(~newest, -1);
        }

        Volatile.Write(ref _arrays.Newest[group], AddNode(posting, newest));
    }

    private int AddNode(int posting, int next)
    {
        _arrays.Postings[_nodes] = posting;
        _arrays.Next[_nodes] = next;
        return _nodes++;
    }

    private void Reserve(int words)
    {
        Arrays arrays = _arrays;
        int groups = Count < arrays.Newest.Length ? arrays.Newest.Length : Math.Max(SmallestSize, Count * 2);
        int length = _words + words <= arrays.Words.Length ? arrays.Words.Length : Math.Max(SmallestSize, (_words + words) * 2);
        if (groups > arrays.Newest.Length || length > arrays.Words.Length)
        {
            Volatile.Write(ref _arrays, new Arrays(arrays, groups, length, arrays.Postings.Length));
        }
    }

    /// <summary>The arrays at one moment.</summary>
    internal sealed class Arrays
    {
        public Arrays() => (Words, Conditions, Oldest, Newest, Postings, Next) = ([], [], [], [], [], []);

        public Arrays(Arrays other, int groups, int words, int nodes)
        {
            Words = Copy(other.Words, words);
            Conditions = Copy(other.Conditions, groups);
            Oldest = Copy(other.Oldest, groups);
            Newest = Copy(other.Newest, groups);
            Postings = Copy(other.Postings, nodes);
            Next = Copy(other.Next, nodes);
        }

        /// <summary>Gets the words of all conditions.</summary>
        public int[] Words { get; }

        /// <summary>Gets, by group, where its conditions start.</summary>
        public int[] Conditions { get; }

        /// <summary>Gets, by group, its oldest posting.</summary>
        public int[] Oldest { get; }

        /// <summary>Gets, by group, the node of its newest posting, or the complement of its only posting.</summary>
        public int[] Newest { get; }

        /// <summary>Gets the postings by node.</summary>
        public int[] Postings { get; }

        /// <summary>Gets, by node, the node of the posting before, or -1.</summary>
        public int[] Next { get; }

        /// <summary>Gets the memory in bytes.</summary>
        public long Bytes => (long)sizeof(int) * (Words.Length + (3 * Conditions.Length) + (2 * Postings.Length));

        /// <summary>Gives the words of the conditions of a group.</summary>
        public ReadOnlySpan<int> ConditionsOf(int group)
        {
            int start = Conditions[group];
            return Words.AsSpan(start, ConditionFormat.SizeOf(Words[start]));
        }

        private static int[] Copy(int[] items, int length)
        {
            int[] copy = new int[length];
            items.AsSpan(0, Math.Min(items.Length, length)).CopyTo(copy);
            return copy;
        }
    }
}
