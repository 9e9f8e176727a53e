using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScimFilter.Json.Slots;

/// <summary>
/// The attributes of one event, each in the slot whose number a read plan gave it, with what the scanner needs while it reads. Holds a copy
/// of
/// the text, so the caller may reuse its buffer. Reused from event to event. Not thread-safe.
/// </summary>
/// <remarks>Slot zero is always empty: it stands for an attribute that the plan does not read.</remarks>
internal sealed class EventSlots
{
    public const int Absent = 0;

    private const int KeptValueCapacity = 1 << 12;

    private Slot[] _slots = new Slot[8];
    private Slot[] _more = [];
    private int _moreCount;
    private EventSlots? _elements;
    private SeenNames _seen = new(8);

    /// <summary>Gets the text of the event, and the strings that were unescaped.</summary>
    public EventText Source { get; } = new();

    /// <summary>Gets the bit masks of the text.</summary>
    public JsonMasks Masks { get; } = new();

    /// <summary>
    /// Gets the hash tables of attributes with many values; null where several threads may evaluate filters on the slots, or where an event
    /// is read for one filter.
    /// </summary>
    public ValueTables? Tables { get; init; }

    /// <summary>Gets the slots in which a value path reads one element after the other.</summary>
    public EventSlots Elements => _elements ??= new EventSlots();

    /// <summary>Gets the record of the names that were read, for a plan of so many nodes.</summary>
    public SeenNames Seen(int nodeCount) => _seen.NodeCount >= nodeCount ? _seen : _seen = new SeenNames(nodeCount * 2);

    /// <summary>Empties the slots, and releases the array that a large event left.</summary>
    public void Reset(int slotCount)
    {
        if (_slots.Length < slotCount)
        {
            _slots = new Slot[slotCount * 2];
        }

        _slots.AsSpan(0, slotCount).Clear();
        _moreCount = 0;
        Tables?.Clear();
        if (_more.Length > KeptValueCapacity)
        {
            _more = [];
        }
    }

    /// <summary>Releases the buffers that a large event left. What the slots hold is lost.</summary>
    public void Trim()
    {
        Source.Trim();
        Masks.Trim();
        KeptMemory.Trim(ref _more, 0);
        Tables?.Trim();
        _elements?.Trim();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Slot Get(int slot) => ref _slots[slot];

    /// <summary>Gives a further value of a multi-valued attribute.</summary>
    public ref readonly Slot GetMore(int next) => ref _more[next - 1];

    /// <summary>
    /// Gives the bytes of a value. <see cref="EventText.Padding"/> bytes can be read from its start on, however short it is.
    /// </summary>
    /// <remarks>Unchecked, as every test of every filter calls it: the readers alone write offsets, and those lie in the text.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text(in Slot value) => MemoryMarshal.CreateReadOnlySpan(ref Source.At(value.Start), value.Length);

    /// <summary>Copies one slot to another.</summary>
    public void Alias(int slot, int source) => _slots[slot] = _slots[source];

    public void SetFlags(int slot, SlotFlags flags) => _slots[slot].Flags |= flags;

    public bool IsEmpty(int slot) => _slots[slot].Kind == ValueKind.None;

    /// <summary>Gives a slot to write to. Unchecked: its number comes from the plan that the slots were emptied for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Slot At(int slot) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), slot);

    /// <summary>Adds a value, by its place in <see cref="Source"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int slot, ValueKind kind, SlotFlags flags, int start, int length)
    {
        ref Slot first = ref _slots[slot];
        if (first.Kind != ValueKind.None)
        {
            AddMore(ref first, kind, flags, start, length);
            return;
        }

        first.Kind = kind;
        first.Flags |= flags;
        first.Start = start;
        first.Length = length;
    }

    private void AddMore(ref Slot first, ValueKind kind, SlotFlags flags, int start, int length)
    {
        if (_moreCount == _more.Length)
        {
            Array.Resize(ref _more, Math.Max(8, _more.Length * 2));
        }

        _more[_moreCount] = new Slot { Kind = kind, Start = start, Length = length, Next = first.Next };
        first.Next = ++_moreCount;
        first.Flags |= flags;
    }
}
