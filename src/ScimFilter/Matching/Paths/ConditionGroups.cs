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
    private const int SmallestSize = 64;

    private Arrays _arrays = new();
    private HashGroups? _known;
    private int _nodes;

    /// <summary>Gets the number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>Gets where the words end. A group behind it is not complete.</summary>
    public int End { get; private set; }

    /// <summary>Gets the arrays. They have every group that was found before they were read.</summary>
    public Arrays Current => Volatile.Read(ref _arrays);

    /// <summary>Adds a posting.</summary>
    /// <param name="posting">The posting, see <c>RecordFormat</c>.</param>
    /// <param name="conditions">The words of its conditions.</param>
    /// <param name="group">Its group.</param>
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

        group = End;
        int end = group + Arrays.HeadSize + conditions.Length;
        if (end > _arrays.Words.Length)
        {
            Volatile.Write(ref _arrays, new Arrays(_arrays, Math.Max(SmallestSize, end * 2), _arrays.Postings.Length));
        }

        _arrays.Begin(group, posting);
        conditions.CopyTo(_arrays.Words.AsSpan(group + Arrays.HeadSize));
        End = end;
        Count++;
        _known.Add(hash, group);
        return true;
    }

    /// <summary>Frees the memory that only additions need, and what arrays have in reserve.</summary>
    public void Trim()
    {
        _known = null;
        Volatile.Write(ref _arrays, new Arrays(_arrays, End, _nodes));
    }

    private HashGroups ListKnown()
    {
        var known = new HashGroups();
        known.Reserve(Count);
        for (int group = 0; group < End; group = _arrays.Next(group))
        {
            known.Add(HashOf(_arrays.ConditionsOf(group)), group);
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
        if (_nodes + 2 > _arrays.Postings.Length)
        {
            Volatile.Write(ref _arrays, new Arrays(_arrays, _arrays.Words.Length, (_nodes + 2) * 2));
        }

        int newest = _arrays.NewestOf(group);
        if (newest < 0)
        {
            newest = AddNode(~newest, -1);
        }

        _arrays.SetNewest(group, AddNode(posting, newest));
    }

    private int AddNode(int posting, int before)
    {
        _arrays.Postings[_nodes] = posting;
        _arrays.Before[_nodes] = before;
        return _nodes++;
    }

    /// <summary>The arrays at one moment. A group is known by the place of its words.</summary>
    internal sealed class Arrays
    {
        /// <summary>The number of words in front of the conditions of a group: its oldest posting, and its newest.</summary>
        public const int HeadSize = 2;

        public Arrays() => (Words, Postings, Before) = ([], [], []);

        public Arrays(Arrays other, int words, int nodes)
        {
            Words = Copy(other.Words, words);
            Postings = Copy(other.Postings, nodes);
            Before = Copy(other.Before, nodes);
        }

        /// <summary>Gets the words of all groups.</summary>
        public int[] Words { get; }

        /// <summary>Gets the postings of groups with several, by node.</summary>
        public int[] Postings { get; }

        /// <summary>Gets, by node, the node of the posting before, or -1.</summary>
        public int[] Before { get; }

        /// <summary>Gets the memory in bytes.</summary>
        public long Bytes => (long)sizeof(int) * (Words.Length + (2 * Postings.Length));

        /// <summary>Gives where the words of the conditions of a group start.</summary>
        public static int PlaceOf(int group) => group + HeadSize;

        /// <summary>Gives the words of the conditions of a group.</summary>
        public ReadOnlySpan<int> ConditionsOf(int group) =>
            Words.AsSpan(group + HeadSize, ConditionFormat.SizeOf(Words[group + HeadSize]));

        /// <summary>Gives the oldest posting of a group.</summary>
        public int OldestOf(int group) => Words[group];

        /// <summary>Gives the node of the newest posting of a group, or the complement of its only posting.</summary>
        public int NewestOf(int group) => Volatile.Read(ref Words[group + 1]);

        /// <summary>Gives the group behind another one.</summary>
        public int Next(int group) => group + HeadSize + ConditionFormat.SizeOf(Words[group + HeadSize]);

        /// <summary>Writes the head of a group with one posting.</summary>
        public void Begin(int group, int posting) => (Words[group], Words[group + 1]) = (posting, ~posting);

        /// <summary>Makes a node the newest of a group.</summary>
        public void SetNewest(int group, int node) => Volatile.Write(ref Words[group + 1], node);

        private static int[] Copy(int[] items, int length)
        {
            int[] copy = new int[length];
            items.AsSpan(0, Math.Min(items.Length, length)).CopyTo(copy);
            return copy;
        }
    }
}
