using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

/// <summary>How a scan ended.</summary>
internal enum ScanResult
{
    Complete,

    /// <summary>
    /// Rare things that the slow reader knows better: no object at the top, two spellings of one name, absurdly escaped names.
    /// </summary>
    LeftToReference,

    /// <summary>There are comments or trailing commas, which JSON does not have.</summary>
    NotPlain,

    Malformed,

    TooDeep,
}

/// <summary>
/// Reads an event over its bit masks: it visits the colons of objects in which the plan has names, and jumps over every other
/// container a block at a time. It does not check what it jumps over.
/// </summary>
/// <remarks>
/// Methods take the offset at which they begin and give the one behind what they read, or <see cref="Stop"/>. This part walks
/// objects and finds names; the other one reads values.
/// </remarks>
internal ref partial struct EventScanner
{
    private const int Stop = -1;
    private const int BlocksAtOnce = 4;
    private const int LongestEscapedName = 512;

    private readonly EventSlots _slots;
    private readonly JsonMasks _masks;
    private readonly SeenNames _seen;
    private readonly ReadPlan _plan;
    private readonly ref byte _text;
    private readonly ref BlockMasks _blocks;
    private readonly int _length;
    private readonly int _maxDepth;
    private readonly bool _earlyExit;
    private int _loaded;
    private int _depth;
    private int _position;
    private int _missing;
    private long _instance;
    private int _unsettled;
    private int _uncertain;
    private ScanNode? _member;
    private ScanResult _result;

    /// <summary>Prepares for reading a text into slots, which keep a copy of it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="plan">The attributes to read.</param>
    /// <param name="slots">Take the values.</param>
    /// <param name="limits">How much is read.</param>
    /// <param name="isParsed">Whether the text is behind a parsed document, and may hold what JSON does not have.</param>
    public EventScanner(ReadOnlySpan<byte> json, ReadPlan plan, EventSlots slots, ReadLimits limits, bool isParsed = false)
    {
        slots.Source.Begin(json.Length);
        _slots = slots;
        _masks = slots.Masks;
        _seen = slots.Seen(plan.NodeCount);
        _plan = plan;
        _length = json.Length;
        _text = ref slots.Source.First;
        _maxDepth = limits.MaxDepth;
        _earlyExit = limits.Reading == EventReading.EarlyExit;

        // One block more than needed when the length is a multiple: every offset up to the length lies in a block.
        int blocks = (_length / BlockMasks.Size) + 1;
        _masks.Begin(blocks, isParsed);
        _blocks = ref _masks.First;
        if (_earlyExit)
        {
            _unsettled = plan.AttributeCount;
            slots.Source.Fill(json);
            _loaded = Math.Min(blocks, BlocksAtOnce);
        }
        else
        {
            _loaded = blocks;

            // All but the blocks that FillEnd copies.
            _masks.Load(ref MemoryMarshal.GetReference(json), ref _text, Math.Max(0, blocks - 2));
        }

        slots.Source.FillEnd(json);
        _masks.Load(ref _text, ref _text, _loaded);
    }

    /// <summary>Reads the event. The slots hold garbage unless the result is <see cref="ScanResult.Complete"/>.</summary>
    public ScanResult Scan()
    {
        ScanResult result = ScanText();
        return _masks.IsPlain ? result : ScanResult.NotPlain;
    }

    private ScanResult ScanText()
    {
        int start = SkipWhitespace(0);
        if (start == _length || ByteAt(start) != '{')
        {
            return ScanResult.LeftToReference;
        }

        int end = ReadObject(_plan.ScanRoot, start + 1);
        return end < 0 ? _result : SkipWhitespace(end) == _length ? ScanResult.Complete : ScanResult.Malformed;
    }

    /// <summary>Reads the members of an object, from behind its brace.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadObject(ScanNode node, int position)
    {
        if (++_depth > _maxDepth)
        {
            return Fail(ScanResult.TooDeep);
        }

        long instance = _seen.NextInstance();
        int missing = node.Children.Count;
        while (position >= 0)
        {
            if (missing == 0)
            {
                // All names were there, exactly spelled: the first ones win, whatever the rest holds.
                return EndObject(SkipContainer(position));
            }

            bool exact = true;
            _instance = instance;
            _missing = missing;
            Halt halt = Advance(node.Children, position);
            (position, missing) = (_position, _missing);
            switch (halt)
            {
                case Halt.Member:
                    position = ReadMember(_member!, exact, instance, ref missing, position + 1);
                    break;
                case Halt.RareName when FindRareName(node.Children, position, out exact) is var found && found != ScanResult.Complete:
                    return Fail(found);
                case Halt.RareName:
                    position = _member is null ? position + 1 : ReadMember(_member, exact, instance, ref missing, position + 1);
                    break;
                case Halt.Open:
                    position = SkipContainer(position + 1);
                    break;
                case Halt.Close:
                    return EndObject(position + 1);
                case Halt.Settled:
                    return Fail(ScanResult.Complete);
                case Halt.Unloaded when !Load(position / BlockMasks.Size):
                    return Fail(ScanResult.Malformed);
            }
        }

        return position;
    }

    /// <summary>Finds a name that is long, perhaps escaped, or apart from its colon: it lies between the last two quotes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ScanResult FindRareName(NameTable names, int colon, out bool exact)
    {
        int close = QuoteBefore(colon);
        int open = QuoteBefore(close);
        exact = false;
        if (open < 0 || SkipWhitespace(close + 1) != colon)
        {
            return ScanResult.Malformed;
        }

        ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _text, open + 1), close - open - 1);
        bool isEscaped = name.Contains((byte)'\\');
        if (isEscaped && name.Length > LongestEscapedName)
        {
            return ScanResult.LeftToReference;
        }

        _member = isEscaped ? FindEscapedName(names, name, out exact) : names.FindAny(name, out exact);
        return ScanResult.Complete;
    }

    private static ScanNode? FindEscapedName(NameTable names, ReadOnlySpan<byte> name, out bool exact)
    {
        Span<byte> unescaped = stackalloc byte[LongestEscapedName];
        return names.FindAny(unescaped[..JsonEscapes.Unescape(name, unescaped)], out exact);
    }

    private readonly int QuoteBefore(int position)
    {
        for (int block = (position - 1) >> 6; position > 0 && block >= 0; block--)
        {
            int end = Math.Min(position - (block * BlockMasks.Size), BlockMasks.Size);
            ulong quotes = Unsafe.Add(ref _blocks, block).Quotes & (ulong.MaxValue >> (BlockMasks.Size - end));
            if (quotes != 0)
            {
                return (block * BlockMasks.Size) + 63 - (int)ulong.LeadingZeroCount(quotes);
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadMember(ScanNode node, bool exact, long instance, ref int missing, int position)
    {
        Sighting sighting = _seen.See(node.Id, instance, exact && !node.HasSeveralSpellings);
        if (sighting != Sighting.First)
        {
            return sighting == Sighting.BetterSpelling || node.HasSeveralSpellings ? Fail(ScanResult.LeftToReference) : position;
        }

        position = _earlyExit ? ReadAndSettle(node, exact, position) : ReadValue(node, position);
        missing -= exact && !node.HasSeveralSpellings ? 1 : 0;
        return position;
    }

    /// <summary>
    /// Counts what was found under its exact name, and not in an array that may hold more of it: first names win, so the rest of
    /// the event cannot change it. When nothing is left to be found, reading ends.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadAndSettle(ScanNode node, bool exact, int position)
    {
        _uncertain += exact ? 0 : 1;
        position = ReadValue(node, position);
        _uncertain -= exact ? 0 : 1;
        if (position < 0 || !exact || _uncertain > 0)
        {
            return position;
        }

        bool hasValue = node.SettlesWithValue > 0 && (_slots.Get(Math.Max(node.Slot, node.ElementSlot)).Flags & SlotFlags.HasValue) != 0;
        _unsettled -= node.Settles + (hasValue ? node.SettlesWithValue : 0);
        return _unsettled == 0 ? Fail(ScanResult.Complete) : position;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Load(int block)
    {
        int blocks = (_length / BlockMasks.Size) + 1;
        if (block >= blocks)
        {
            return false;
        }

        _loaded = Math.Min(blocks, block + BlocksAtOnce);
        _masks.Load(ref _text, ref _text, _loaded);
        return true;
    }

    /// <summary>Ends an object behind its brace.</summary>
    private int EndObject(int end)
    {
        _depth--;
        return end < 0 || ByteAt(end - 1) == '}' ? end : Fail(ScanResult.Malformed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte ByteAt(int position) => Unsafe.Add(ref _text, position);

    private int Fail(ScanResult result)
    {
        _result = result;
        return Stop;
    }
}
