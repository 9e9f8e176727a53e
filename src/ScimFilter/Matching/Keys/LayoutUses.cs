using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// Counts the subscriptions that use each template, attribute and slot of a layout. Numbers with a count of zero can be freed, and limits
/// apply to what is in use. Subscriptions that use the same numbers share one set; a segment stores the number of the set for each
/// subscription. Used by one writer at a time.
/// </summary>
internal sealed class LayoutUses
{
    /// <summary>Stands for no set.</summary>
    public const int None = 0;

    private const int Templates = 0;
    private const int Attributes = 1;
    private const int Slots = 2;
    private const int KindBits = 2;

    private readonly Dictionary<int[], int> _numbers = new(new ItemComparer());
    private readonly List<Set> _sets = [default];
    private readonly Stack<int> _free = new();
    private readonly List<int> _items = [];
    private readonly List<int>[] _counts = [[], [], []];

    /// <summary>By item: the number of sets with it that <see cref="LeaveOut"/> leaves out.</summary>
    private readonly Dictionary<int, int> _leftOut = [];

    /// <summary>Gets a value indicating whether no subscription uses anything.</summary>
    public bool IsEmpty => _numbers.Count == 0;

    /// <summary>Gets how often a count fell to zero since <see cref="ResetIdle"/>: an upper bound of what is unused now.</summary>
    public int Idle { get; private set; }

    public void ResetIdle() => Idle = 0;

    public bool HasTemplate(int number) => CountOf(Templates, number) > 0;

    /// <summary>Whether a condition uses an attribute. Use by templates is not counted.</summary>
    public bool HasAttribute(int number) => CountOf(Attributes, number) > 0;

    /// <summary>Whether a residual filter uses a slot. Use by attributes is not counted.</summary>
    public bool HasSlot(int number) => CountOf(Slots, number) > 0;

    /// <summary>Adds a subscription to the counts.</summary>
    /// <param name="entries">Its entries.</param>
    /// <returns>The number of its set, for <see cref="Remove"/>.</returns>
    public int Add(ReadOnlySpan<Entry> entries)
    {
        Read(entries);
        ReadOnlySpan<int> items = CollectionsMarshal.AsSpan(_items);
        Dictionary<int[], int>.AlternateLookup<ReadOnlySpan<int>> numbers = _numbers.GetAlternateLookup<ReadOnlySpan<int>>();
        if (!numbers.TryGetValue(items, out int number))
        {
            number = AddSet(items.ToArray());
        }

        CollectionsMarshal.AsSpan(_sets)[number].Count++;
        return number;
    }

    /// <summary>Takes a removed subscription off the counts.</summary>
    /// <param name="number">The number of its set; with <see cref="None"/> nothing happens.</param>
    public void Remove(int number)
    {
        if (number == None || --CollectionsMarshal.AsSpan(_sets)[number].Count > 0)
        {
            return;
        }

        int[] items = _sets[number].Items;
        _numbers.Remove(items);
        _sets[number] = default;
        _free.Push(number);
        foreach (int item in items)
        {
            ref int count = ref CollectionsMarshal.AsSpan(_counts[item & ((1 << KindBits) - 1)])[item >> KindBits];
            count--;
            Idle += count == 0 ? 1 : 0;
        }
    }

    /// <summary>Until the next call, answers what is used as if some subscriptions had been removed.</summary>
    /// <param name="leaving">By the number of a set: how many of its subscriptions to leave out.</param>
    public void LeaveOut(Dictionary<int, int> leaving)
    {
        _leftOut.Clear();
        foreach ((int number, int count) in leaving)
        {
            foreach (int item in count >= _sets[number].Count ? _sets[number].Items.AsSpan() : [])
            {
                _leftOut[item] = _leftOut.GetValueOrDefault(item) + 1;
            }
        }
    }

    private int AddSet(int[] items)
    {
        if (!_free.TryPop(out int number))
        {
            number = _sets.Count;
            _sets.Add(default);
        }

        _sets[number] = new Set { Items = items };
        _numbers.Add(items, number);
        foreach (int item in items)
        {
            List<int> counts = _counts[item & ((1 << KindBits) - 1)];
            int place = item >> KindBits;
            while (place >= counts.Count)
            {
                counts.Add(0);
            }

            counts[place]++;
        }

        return number;
    }

    /// <summary>Collects what entries use, without duplicates.</summary>
    private void Read(ReadOnlySpan<Entry> entries)
    {
        _items.Clear();
        Template? template = null;
        Conditions? conditions = null;
        Term[]? terms = null;
        foreach (ref readonly Entry entry in entries)
        {
            if (!ReferenceEquals(entry.Template, template))
            {
                template = entry.Template;
                Note(Templates, template.Index);
            }

            if (entry.Conditions is not null && !ReferenceEquals(entry.Conditions, conditions))
            {
                conditions = entry.Conditions;
                Read(conditions, ref terms);
            }
        }
    }

    /// <param name="conditions">The conditions of an entry.</param>
    /// <param name="terms">The terms read before: conditions that only differ in values share the terms of their filter.</param>
    private void Read(Conditions conditions, ref Term[]? terms)
    {
        foreach (ref readonly ValueCondition value in conditions.Values.AsSpan())
        {
            Note(Attributes, value.Attribute);
        }

        if (conditions.Filter is not { } filter || ReferenceEquals(filter.Filter.Terms, terms))
        {
            return;
        }

        terms = filter.Filter.Terms;
        foreach (ref readonly Term term in terms.AsSpan())
        {
            Note(Slots, term.Slot);
        }
    }

    /// <summary>Adds a number of a kind to the items, if it is not among them.</summary>
    private void Note(int kind, int number)
    {
        int item = (number << KindBits) | kind;
        if (!CollectionsMarshal.AsSpan(_items).Contains(item))
        {
            _items.Add(item);
        }
    }

    private int CountOf(int kind, int number)
    {
        int count = number < _counts[kind].Count ? _counts[kind][number] : 0;
        return _leftOut.Count == 0 ? count : count - _leftOut.GetValueOrDefault((number << KindBits) | kind);
    }

    /// <summary>What some subscriptions use, and how many they are.</summary>
    private struct Set
    {
        public int[] Items;
        public int Count;
    }

    /// <summary>Compares arrays by their items.</summary>
    private sealed class ItemComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] int[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<int> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(alternate));
            return hash.ToHashCode();
        }

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }
}
