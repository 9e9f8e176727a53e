using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>A value of an event as a key: its hash, and its bytes in the text of the event's slots.</summary>
internal struct KeyValue
{
    public ulong Hash;
    public int Start;

    /// <summary>The number of bytes; -1 when there is no value.</summary>
    public int Length;

    /// <summary>
    /// Of the first value: where the segment at hand has it, once that was seen; -1 before. Of a further value: how many further ones
    /// its attribute has up to this one.
    /// </summary>
    public int Place;

    /// <summary>The next value of a multi-valued attribute, plus one; zero at the end.</summary>
    public int Next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear() => this = new KeyValue { Length = -1, Place = -1 };
}

/// <summary>
/// The values of one event for each key attribute, hashed once, each value of an attribute once. Reused from event to event; not
/// thread-safe.
/// </summary>
internal sealed class EventKeys(EventSlots slots, KeyHasher hasher)
{
    private const int NumberMargin = 24;

    private readonly FurtherValues _more = new();
    private KeyValue[] _first = [];

    /// <summary>Gets a value indicating whether some attribute has several values.</summary>
    public bool HasSeveral => _more.Count > 0;

    /// <summary>Forgets further values, and gives back their memory when it is much.</summary>
    public void Trim() => _more.Clear();

    public void Extract(IndexLayout layout)
    {
        KeyAttribute[] attributes = layout.Attributes;
        if (_first.Length < attributes.Length)
        {
            _first = new KeyValue[attributes.Length * 2];
        }

        _more.Clear();
        ExtractType(layout.TypeSlots);
        for (int i = KeyAttribute.EventType + 1; i < attributes.Length; i++)
        {
            KeyAttribute attribute = attributes[i];
            ref KeyValue first = ref _first[i];
            first.Clear();
            ref readonly Slot slot = ref slots.Get(attribute.Slot);
            if (slot.Kind != ValueKind.None)
            {
                ExtractValues(i, slot, attribute.Kind, ref first);
            }
        }
    }

    /// <summary>The event types are the strings in the first place that has any value.</summary>
    private void ExtractType(int[] typeSlots)
    {
        _first[KeyAttribute.EventType].Clear();
        foreach (int place in typeSlots)
        {
            ref readonly Slot slot = ref slots.Get(place);
            if ((slot.Flags & SlotFlags.HasValue) != 0)
            {
                ExtractValues(KeyAttribute.EventType, slot, KeyKind.ExactText, ref _first[KeyAttribute.EventType]);
                return;
            }
        }
    }

    /// <summary>Adds the values of an attribute that are of a kind, to none yet.</summary>
    private void ExtractValues(int attribute, in Slot slot, KeyKind kind, ref KeyValue first)
    {
        TryRead(slot, kind, ref first);
        for (int next = slot.Next; next != 0;)
        {
            ref readonly Slot further = ref slots.GetMore(next);
            AddMore(attribute, ref first, further, kind);
            next = further.Next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly KeyValue First(int attribute) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_first), attribute);

    public ref readonly KeyValue More(int next) => ref _more.At(next);

    /// <summary>Gives the number of different values of an attribute.</summary>
    public int CountOf(int attribute)
    {
        ref readonly KeyValue first = ref First(attribute);
        return first.Length < 0 ? 0 : 1 + FurtherCount(first);
    }

    /// <summary>Whether the event type is one of some.</summary>
    public bool HasTypeIn(LiteralSet types)
    {
        if (CountOf(KeyAttribute.EventType) == 0)
        {
            return false;
        }

        for (KeyValue type = First(KeyAttribute.EventType); ; type = More(type.Next))
        {
            if (types.Contains(slots.Source.Slice(type.Start, type.Length)))
            {
                return true;
            }

            if (type.Next == 0)
            {
                return false;
            }
        }
    }

    /// <summary>Gives the hash of the key that a record has, whose values are all among the event's.</summary>
    public ulong HashOf(Segment segment, int record, int valueCount)
    {
        ulong hash = hasher.Empty;
        foreach (int value in segment.Records.AsSpan(record, valueCount))
        {
            hash = hasher.Combine(hash, hasher.Hash(ValueArena.Get(segment.Arena, value)));
        }

        return hash;
    }

    /// <summary>Prepares for a segment, in which values have places of their own.</summary>
    public void BeginSegment()
    {
        foreach (ref KeyValue value in _first.AsSpan())
        {
            value.Place = -1;
        }
    }

    /// <summary>Whether some value of an attribute is the one at a place of a segment's arena.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int attribute, byte[] arena, int place)
    {
        ref KeyValue first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_first), attribute);
        return first.Place == place || HasNew(attribute, ref first, arena, place);
    }

    /// <summary>Most values are compared with one load of each side, as both have room behind them.</summary>
    private bool HasNew(int attribute, ref KeyValue first, byte[] arena, int place)
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

    /// <summary>Whether two texts start with the same bytes. Of a short one nothing is loaded that may lie in a line of memory behind its end.</summary>
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

    /// <summary>Whether some value of an attribute has the upper half of this hash, so that a look at its bytes is worth while.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHave(int attribute, int halfHash)
    {
        ref readonly KeyValue first = ref First(attribute);
        return (int)(first.Hash >> 32) == halfHash || first.Next != 0;
    }

    /// <summary>Whether some value of an attribute may be the one of a differing posting, which says how its hash starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayDiffer(int tag)
    {
        ref readonly KeyValue first = ref First(PostingFormat.AttributeOf(tag));
        return PostingFormat.HasStart(tag, first.Hash) | first.Next != 0;
    }

    private int FurtherCount(in KeyValue first) => first.Next == 0 ? 0 : More(first.Next).Place;

    /// <summary>One look-up, however many values there are.</summary>
    private bool HasMore(int attribute, ReadOnlySpan<byte> key) => _more.Find(attribute, hasher.Hash(key), key, slots.Source) != 0;

    private void AddMore(int attribute, ref KeyValue first, in Slot slot, KeyKind kind)
    {
        KeyValue value = default;
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
    private bool TryRead(in Slot slot, KeyKind kind, ref KeyValue value)
    {
        if (kind == KeyKind.ExactText && slot.Kind == ValueKind.String)
        {
            Set(ref value, slot.Start, slot.Length);
            return true;
        }

        return TryReadOther(slot, kind, ref value);
    }

    private bool TryReadOther(in Slot slot, KeyKind kind, ref KeyValue value) => (kind, slot.Kind) switch
    {
        (KeyKind.FoldedText, ValueKind.String) => ReadFolded(slot, ref value),
        (KeyKind.Number, ValueKind.Number) => ReadNumber(slot, ref value),
        (KeyKind.Boolean, ValueKind.True or ValueKind.False) => ReadBoolean(slot.Kind == ValueKind.True, ref value),
        _ => false,
    };

    private bool ReadFolded(in Slot slot, ref KeyValue value)
    {
        Span<byte> target = slots.Source.Reserve(slot.Length * 3);
        int length = KeyText.Fold(slots.Text(slot), target);
        Set(ref value, slots.Source.Commit(length), length);
        return true;
    }

    private bool ReadNumber(in Slot slot, ref KeyValue value)
    {
        Span<byte> target = slots.Source.Reserve(slot.Length + NumberMargin);
        int length = KeyText.WriteNumber(slots.Text(slot), target);
        Set(ref value, slots.Source.Commit(length), length);
        return true;
    }

    private bool ReadBoolean(bool flag, ref KeyValue value)
    {
        slots.Source.Reserve(1)[0] = flag ? (byte)1 : (byte)0;
        Set(ref value, slots.Source.Commit(1), 1);
        return true;
    }

    private void Set(ref KeyValue value, int start, int length)
    {
        value.Start = start;
        value.Length = length;
        value.Hash = hasher.Hash(ref slots.Source.At(start), length);
    }
}
