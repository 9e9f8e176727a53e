using System.Runtime.CompilerServices;

namespace ScimFilter.Runtime;

/// <summary>
/// The attributes of one event, each at the number that a layout gave it. Owns its bytes, so it outlives the caller's buffer;
/// reused from event to event. Not thread-safe.
/// </summary>
/// <remarks>Slot zero is always empty: an attribute that a layout does not have points there.</remarks>
internal sealed class EventSlots
{
    public const int Absent = 0;

    private const int KeptTextCapacity = 1 << 16;
    private const int KeptValueCapacity = 1 << 12;

    private Slot[] _slots = new Slot[8];
    private Slot[] _more = [];
    private int _moreCount;
    private byte[] _text = new byte[256];
    private int _textLength;
    private EventSlots? _elements;
    private SeenNames _seen = new(8);

    /// <summary>Gets the slots in which a value path reads one element after the other.</summary>
    public EventSlots Elements => _elements ??= new EventSlots();

    /// <summary>Gets the memory of names for a plan of so many nodes.</summary>
    public SeenNames Seen(int nodeCount) => _seen.NodeCount >= nodeCount ? _seen : _seen = new SeenNames(nodeCount * 2);

    /// <summary>Empties the slots and gives back what a large event left.</summary>
    public void Reset(int slotCount)
    {
        if (_slots.Length < slotCount)
        {
            _slots = new Slot[slotCount * 2];
        }

        Array.Clear(_slots, 0, slotCount);
        _more = _more.Length > KeptValueCapacity ? [] : _more;
        _text = _text.Length > KeptTextCapacity ? new byte[256] : _text;
        _moreCount = 0;
        _textLength = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Slot Get(int slot) => ref _slots[slot];

    /// <summary>Gives a further value of a multi-valued attribute.</summary>
    public ref readonly Slot GetMore(int next) => ref _more[next - 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text(in Slot value) => _text.AsSpan(value.Start, value.Length);

    /// <summary>Lets one slot show what another holds.</summary>
    public void Alias(int slot, int source) => _slots[slot] = _slots[source];

    public void SetFlags(int slot, SlotFlags flags) => _slots[slot].Flags |= flags;

    /// <summary>Adds a value with its bytes as they are.</summary>
    public void Add(int slot, ValueKind kind, ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        Append(slot, kind, text.Length);
    }

    /// <summary>Adds a JSON string with escapes.</summary>
    public void AddEscaped(int slot, ReadOnlySpan<byte> json)
    {
        int length = JsonEscapes.Unescape(json, Reserve(json.Length));
        Append(slot, ValueKind.String, length);
    }

    private Span<byte> Reserve(int length)
    {
        if (_text.Length - _textLength < length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, checked(_textLength + length)));
        }

        return _text.AsSpan(_textLength);
    }

    private void Append(int slot, ValueKind kind, int length)
    {
        ref Slot first = ref _slots[slot];
        if (first.Kind == ValueKind.None)
        {
            first.Kind = kind;
            first.Start = _textLength;
            first.Length = length;
        }
        else
        {
            AppendMore(ref first, kind, length);
        }

        _textLength += length;
    }

    private void AppendMore(ref Slot first, ValueKind kind, int length)
    {
        if (_moreCount == _more.Length)
        {
            Array.Resize(ref _more, Math.Max(8, _more.Length * 2));
        }

        _more[_moreCount] = new Slot { Kind = kind, Start = _textLength, Length = length, Next = first.Next };
        first.Next = ++_moreCount;
    }
}
