using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// A hash table from 32-bit hashes to groups. Several groups may have one hash, also by chance: the caller checks the conditions of what it
/// finds. One thread adds while others read.
/// </summary>
/// <remarks>
/// A slot has a hash and a head: a group, or the first node of a chain. A bitmap in front of the slots answers most look-ups of hashes
/// that the table does not have from a cache. A node is written before the slot that leads to it; larger arrays are published together.
/// </remarks>
internal sealed class KeyedGroups
{
    /// <summary>In the place of a head: there is none.</summary>
    public const int None = 0;

    private const int SmallestSize = 8;
    private const int FilterBitsPerSlot = 8;

    /// <summary>Part of every hash, so that no slot of a hash looks empty.</summary>
    private const ulong HashMark = 1;

    private Table _table = new(SmallestSize, 0);
    private int _keys;
    private int _nodes;

    /// <summary>Gets the number of hashes.</summary>
    public int Count => _keys;

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes =>
        ((long)sizeof(ulong) * _table.Slots.Length) + _table.Filter.Bytes
        + ((long)sizeof(int) * (_table.Groups.Length + _table.Next.Length));

    /// <summary>Gets what tells most hashes that the table does not have: those need not be looked up.</summary>
    public HashFilter Filter => Volatile.Read(ref _table).Filter;

    /// <summary>Finds the head of a hash.</summary>
    /// <returns>The head; <see cref="None"/> when the table does not have the hash.</returns>
    public int Find(uint hash)
    {
        ulong[] slots = Volatile.Read(ref _table).Slots;
        for (int place = PlaceOf(hash, slots.Length); ; place = (place + 1) & (slots.Length - 1))
        {
            ulong slot = Volatile.Read(ref slots[place]);
            if (slot == 0 || HashOf(slot) == (hash | HashMark))
            {
                return (int)(uint)slot;
            }
        }
    }

    /// <summary>Adds the groups of a head to a list.</summary>
    public void Collect(int head, NumberList groups)
    {
        Table table = Volatile.Read(ref _table);
        while ((head & 1) == 0)
        {
            if (head == None)
            {
                return;
            }

            int node = NodeOf(head);
            groups.Add(table.Groups[node]);
            head = table.Next[node];
        }

        groups.Add(head >> 1);
    }

    /// <summary>Adds all groups to a list.</summary>
    public void CollectAll(NumberList groups)
    {
        foreach (ulong slot in Volatile.Read(ref _table).Slots)
        {
            Collect((int)(uint)slot, groups);
        }
    }

    /// <summary>Gives a group with a hash; -1 when there is none. Only for the thread that adds.</summary>
    public int FirstOf(uint hash)
    {
        int head = Find(hash);
        return head == None ? -1 : (head & 1) != 0 ? head >> 1 : _table.Groups[NodeOf(head)];
    }

    /// <summary>Counts the groups with a hash, up to a number.</summary>
    public int CountOf(uint hash, int most)
    {
        int count = 0;
        int head = Find(hash);
        for (; (head & 1) == 0 && head != None && count < most; count++)
        {
            head = _table.Next[NodeOf(head)];
        }

        return Math.Min(most, head == None ? count : count + 1);
    }

    /// <summary>Adds a group.</summary>
    public void Add(uint hash, int group)
    {
        if ((_keys + 1) * 2 > _table.Slots.Length)
        {
            _table = _table.WithMoreSlots();
        }

        ulong[] slots = _table.Slots;
        int place = PlaceOf(hash, slots.Length);
        while (slots[place] != 0 && HashOf(slots[place]) != (hash | HashMark))
        {
            place = (place + 1) & (slots.Length - 1);
        }

        int head = (group << 1) | 1;
        if (slots[place] == 0)
        {
            _keys++;
            _table.Filter.Add(hash | (uint)HashMark);
        }
        else
        {
            head = Chain(head, (int)(uint)slots[place]);
        }

        Volatile.Write(ref slots[place], SlotOf(hash, head));
    }

    /// <summary>Makes a chain of a group and what its hash led to before.</summary>
    private int Chain(int group, int before)
    {
        if (_nodes == _table.Groups.Length)
        {
            Volatile.Write(ref _table, _table.WithMoreNodes(_nodes));
        }

        _table.Groups[_nodes] = group >> 1;
        _table.Next[_nodes] = before;
        return (++_nodes) << 1;
    }

    private static int NodeOf(int head) => (head >> 1) - 1;

    private static int PlaceOf(uint hash, int slots) => (int)(((ulong)hash * (uint)slots) >> 32);

    private static ulong SlotOf(uint hash, int head) => ((hash | HashMark) << 32) | (uint)head;

    private static ulong HashOf(ulong slot) => slot >> 32;

    /// <summary>Arrays that belong together.</summary>
    private sealed class Table
    {
        public Table(int slots, int nodes)
        {
            Slots = new ulong[slots];
            Filter = new HashFilter(slots * FilterBitsPerSlot);
            Groups = new int[nodes];
            Next = new int[nodes];
        }

        private Table(Table other, int nodes)
        {
            (Slots, Filter) = (other.Slots, other.Filter);
            Groups = new int[nodes];
            Next = new int[nodes];
            other.Groups.CopyTo(Groups, 0);
            other.Next.CopyTo(Next, 0);
        }

        public ulong[] Slots { get; }

        public HashFilter Filter { get; }

        public int[] Groups { get; private init; }

        public int[] Next { get; private init; }

        public Table WithMoreNodes(int nodes) => new(this, Math.Max(SmallestSize, nodes * 2));

        public Table WithMoreSlots()
        {
            var larger = new Table(Slots.Length * 2, 0) { Groups = Groups, Next = Next };
            foreach (ulong slot in Slots)
            {
                if (slot == 0)
                {
                    continue;
                }

                uint hash = (uint)HashOf(slot);
                int place = PlaceOf(hash, larger.Slots.Length);
                while (larger.Slots[place] != 0)
                {
                    place = (place + 1) & (larger.Slots.Length - 1);
                }

                larger.Slots[place] = slot;
                larger.Filter.Add(hash);
            }

            return larger;
        }
    }
}
