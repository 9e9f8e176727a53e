using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScimFilter.Json.Slots;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>
/// The values of one event for each attribute of the layout, normalised and hashed. Equal values of an attribute count once. Reused from
/// event to event; not thread-safe.
/// </summary>
internal sealed class EventValues(EventSlots slots, KeyHasher hasher)
{
    private readonly FurtherValues _more = new();
    private EventValue[] _first = [];

    /// <summary>The slot with the event types; <see cref="EventSlots.Absent"/> when the event has none.</summary>
    private int _typeSlot;

    /// <summary>Gets a value indicating whether some attribute has several values.</summary>
    public bool HasSeveral => _more.Count > 0;

    /// <summary>Gets the number of attributes that were taken. Those of later layouts have higher numbers.</summary>
    public int AttributeCount { get; private set; }

    /// <summary>Removes further values, and frees their memory if it is large.</summary>
    public void Trim() => _more.Clear();

    /// <summary>Takes the values from the slots.</summary>
    public void Extract(IndexLayout layout)
    {
        KeyAttribute[] attributes = layout.Attributes;
        if (_first.Length < attributes.Length)
        {
            _first = new EventValue[attributes.Length * 2];
        }

        AttributeCount = attributes.Length;
        _more.Clear();
        ExtractType(layout.TypeSlots);
        for (int i = KeyAttribute.EventType + 1; i < attributes.Length; i++)
        {
            KeyAttribute attribute = attributes[i];
            ref EventValue first = ref _first[i];
            first.Clear();
            ref readonly Slot slot = ref slots.Get(attribute.Slot);
            if (attribute.Kind == KeyKind.State)
            {
                ReadByte(NormalizedValue.StateOf(slot.Flags), ref first);
            }
            else if (slot.Kind != ValueKind.None)
            {
                ExtractValues(i, slot, attribute.Kind, ref first);
            }
        }
    }

    /// <summary>The event types are the strings in the first type slot that has a value.</summary>
    private void ExtractType(int[] typeSlots)
    {
        _first[KeyAttribute.EventType].Clear();
        _typeSlot = EventSlots.Absent;
        foreach (int place in typeSlots)
        {
            ref readonly Slot slot = ref slots.Get(place);
            if ((slot.Flags & SlotFlags.HasValue) != 0)
            {
                _typeSlot = place;
                ExtractValues(KeyAttribute.EventType, slot, KeyKind.ExactText, ref _first[KeyAttribute.EventType]);
                return;
            }
        }
    }

    /// <summary>Takes the values of an attribute that are of a kind.</summary>
    private void ExtractValues(int attribute, in Slot slot, KeyKind kind, ref EventValue first)
    {
        TryRead(slot, kind, ref first);
        for (int next = slot.Next; next != 0;)
        {
            ref readonly Slot further = ref slots.GetMore(next);
            AddMore(attribute, ref first, further, kind);
            next = further.Next;
        }
    }

    /// <summary>Gives the first value of an attribute; its length is -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly EventValue First(int attribute) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_first), attribute);

    /// <summary>Gives a further value by its number.</summary>
    public ref readonly EventValue More(int next) => ref _more.At(next);

    /// <summary>Gives the number of distinct values of an attribute.</summary>
    public int CountOf(int attribute)
    {
        ref readonly EventValue first = ref First(attribute);
        return first.Length < 0 ? 0 : 1 + FurtherCount(first);
    }

    /// <summary>Whether some value of an attribute is what an operator requires.</summary>
    public bool Holds(int attribute, KeyKind kind, ConditionOperator @operator, ReadOnlySpan<byte> literal)
    {
        EventValue value = First(attribute);
        if (value.Length < 0)
        {
            return false;
        }

        while (!ValueTest.Holds(@operator, kind, BytesOf(value), literal))
        {
            if (value.Next == 0)
            {
                return false;
            }

            value = More(value.Next);
        }

        return true;
    }

    /// <summary>Gives the bytes of a value.</summary>
    public ReadOnlySpan<byte> BytesOf(in EventValue value) => slots.Source.Slice(value.Start, value.Length);

    /// <summary>Whether an event type of the event is in a set.</summary>
    public bool HasTypeIn(LiteralSet types) => EqualityOperations.AnyInSet(slots, _typeSlot, types);

    /// <summary>Gives the hash of the key of a record.</summary>
    public ulong HashOf(Segment segment, int record, int valueCount)
    {
        ulong hash = hasher.Empty;
        foreach (int value in segment.Records.AsSpan(record, valueCount))
        {
            hash = hasher.Combine(hash, hasher.Hash(ValueArena.Get(segment.Arena, value)));
        }

        return hash;
    }

    /// <summary>Forgets the places of values: each segment has its own arena.</summary>
    public void BeginSegment()
    {
        foreach (ref EventValue value in _first.AsSpan())
        {
            value.Place = -1;
        }
    }

    /// <summary>Whether some value of an attribute equals the one at a place of a segment's arena.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int attribute, byte[] arena, int place)
    {
        ref EventValue first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_first), attribute);
        return first.Place == place || HasNew(attribute, ref first, arena, place);
    }

    /// <summary>Compares bytes. Short values are compared by vectors, as both sides have padding behind them.</summary>
    private bool HasNew(int attribute, ref EventValue first, byte[] arena, int place)
    {
        ref byte key = ref arena[place];
        bool isEqual = first.Length < ValueArena.Padding
            ? key == first.Length && StartsEqual(ref Unsafe.Add(ref key, 1), ref slots.Source.At(first.Start), first.Length)
            : ValueArena.Get(arena, place).SequenceEqual(slots.Source.Slice(first.Start, first.Length));
        if (isEqual)
        {
            first.Place = place;
        }

        return isEqual || (first.Next != 0 && HasMore(attribute, ValueArena.Get(arena, place)));
    }

    /// <summary>
    /// Whether two texts start with the same bytes. The second load, perhaps from another cache line, is skipped for short texts.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool StartsEqual(ref byte left, ref byte right, int length)
    {
        ulong equal = Vector256.Equals(Vector256.LoadUnsafe(ref left), Vector256.LoadUnsafe(ref right)).ExtractMostSignificantBits();
        if (length > Vector256<byte>.Count)
        {
            uint high = Vector256.Equals(
                Vector256.LoadUnsafe(ref left, (nuint)Vector256<byte>.Count),
                Vector256.LoadUnsafe(ref right, (nuint)Vector256<byte>.Count)).ExtractMostSignificantBits();
            equal |= (ulong)high << Vector256<byte>.Count;
        }

        return (~equal << -length) == 0 || length == 0;
    }

    /// <summary>Whether some value of an attribute may have a hash with this upper half. If not, no bytes need to be compared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHave(int attribute, int halfHash)
    {
        ref readonly EventValue first = ref First(attribute);
        return ConditionFormat.HalfHash(first.Hash) == halfHash || first.Next != 0;
    }

    /// <summary>Whether some value of an attribute may have a hash that starts as the tag of a differing posting says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayDiffer(int tag)
    {
        ref readonly EventValue first = ref First(RecordFormat.AttributeOfTag(tag));
        return RecordFormat.HasStart(tag, first.Hash) | first.Next != 0;
    }

    private int FurtherCount(in EventValue first) => first.Next == 0 ? 0 : More(first.Next).Place;

    /// <summary>Looks further values up in a hash table.</summary>
    private bool HasMore(int attribute, ReadOnlySpan<byte> key) => _more.Find(attribute, hasher.Hash(key), key, slots.Source) != 0;

    private void AddMore(int attribute, ref EventValue first, in Slot slot, KeyKind kind)
    {
        EventValue value = default;
        if (!TryRead(slot, kind, ref value))
        {
            return;
        }

        if (first.Length < 0)
        {
            first = value;
            first.Place = -1;
            return;
        }

        ReadOnlySpan<byte> text = slots.Source.Slice(value.Start, value.Length);
        bool isFirst = value.Hash == first.Hash && text.SequenceEqual(slots.Source.Slice(first.Start, first.Length));
        if (!isFirst && _more.Find(attribute, value.Hash, text, slots.Source) == 0)
        {
            value.Place = FurtherCount(first) + 1;
            value.Next = first.Next;
            first.Next = _more.Add(attribute, value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryRead(in Slot slot, KeyKind kind, ref EventValue value)
    {
        if (kind == KeyKind.ExactText && slot.Kind == ValueKind.String)
        {
            Set(ref value, slot.Start, slot.Length);
            return true;
        }

        return TryReadOther(slot, kind, ref value);
    }

    private bool TryReadOther(in Slot slot, KeyKind kind, ref EventValue value) => (kind, slot.Kind) switch
    {
        (KeyKind.FoldedText, ValueKind.String) => ReadFolded(slot, ref value),
        (KeyKind.Number, ValueKind.Number) => ReadNumber(slot, ref value),
        (KeyKind.Boolean, ValueKind.True or ValueKind.False) => ReadByte(slot.Kind == ValueKind.True ? (byte)1 : (byte)0, ref value),
        (KeyKind.Instant, ValueKind.String) => TryReadInstant(slot, ref value),
        (KeyKind.InstantOrExact or KeyKind.InstantOrFolded, ValueKind.String) => ReadInstantOrText(slot, kind, ref value),
        _ => false,
    };

    private bool ReadFolded(in Slot slot, ref EventValue value)
    {
        Span<byte> target = slots.Source.Reserve(slot.Length * NormalizedValue.FoldedSize);
        return Commit(NormalizedValue.Fold(slots.Text(slot), target), ref value);
    }

    private bool ReadNumber(in Slot slot, ref EventValue value)
    {
        Span<byte> target = slots.Source.Reserve(slot.Length + NormalizedNumber.Margin);
        return Commit(NormalizedNumber.Write(slots.Text(slot), target), ref value);
    }

    private bool TryReadInstant(in Slot slot, ref EventValue value)
    {
        Span<byte> target = slots.Source.Reserve(slot.Length + NormalizedValue.InstantMargin);
        return NormalizedValue.TryWriteInstant(slots.Text(slot), target, out int length) && Commit(length, ref value);
    }

    private bool ReadInstantOrText(in Slot slot, KeyKind kind, ref EventValue value)
    {
        Span<byte> target = slots.Source.Reserve(
            InstantOrText.TagSize + Math.Max(slot.Length * NormalizedValue.FoldedSize, slot.Length + NormalizedValue.InstantMargin));
        ReadOnlySpan<byte> text = slots.Text(slot);
        Span<byte> form = target[InstantOrText.TagSize..];
        bool isInstant = NormalizedValue.TryWriteInstant(text, form, out int length);
        InstantOrText.WriteTag(target, isInstant);
        if (!isInstant && kind == KeyKind.InstantOrFolded)
        {
            length = NormalizedValue.Fold(text, form);
        }
        else if (!isInstant)
        {
            text.CopyTo(form);
            length = text.Length;
        }

        return Commit(InstantOrText.TagSize + length, ref value);
    }

    private bool ReadByte(byte single, ref EventValue value)
    {
        slots.Source.Reserve(1)[0] = single;
        return Commit(1, ref value);
    }

    private bool Commit(int length, ref EventValue value)
    {
        Set(ref value, slots.Source.Commit(length), length);
        return true;
    }

    private void Set(ref EventValue value, int start, int length)
    {
        value.Start = start;
        value.Length = length;
        value.Hash = hasher.Hash(ref slots.Source.At(start), length);
    }
}
