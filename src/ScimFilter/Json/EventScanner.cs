using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using ScimFilter.Runtime;

namespace ScimFilter.Json;

/// <summary>How a scan ended.</summary>
internal enum ScanResult
{
    Complete,

    /// <summary>Rare things that the slow reader knows better: no object at the top, two spellings of one name, absurdly escaped names.</summary>
    LeftToReference,

    Malformed,

    TooDeep,
}

/// <summary>
/// Reads an event in one pass over bit masks: it looks at the colons of objects that a plan asks into, and jumps over every
/// other container a block at a time. It does not check what it jumps over.
/// </summary>
internal ref struct EventScanner
{
    private const int LongestEscapedName = 512;

    private static readonly SearchValues<byte> _whitespace = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> _scalarEnd = SearchValues.Create(",]} \t\r\n"u8);

    private readonly ReadOnlySpan<byte> _json;
    private readonly EventSlots _slots;
    private readonly PathNode _root;
    private readonly SeenNames _seen;
    private readonly int _maxDepth;
    private readonly bool _earlyExit;
    private JsonBlocks _blocks;
    private int _position;
    private int _depth;
    private ScanResult _result;

    public EventScanner(ReadOnlySpan<byte> json, ReadPlan plan, EventSlots slots, ReadLimits limits)
    {
        _json = json;
        _slots = slots;
        _root = plan.Root;
        _seen = slots.Seen(plan.NodeCount);
        _maxDepth = limits.MaxDepth;
        _earlyExit = limits.Reading == EventReading.EarlyExit;
        _blocks = new JsonBlocks(json);
    }

    /// <summary>Reads the event. The slots hold garbage unless the result is <see cref="ScanResult.Complete"/>.</summary>
    public ScanResult Scan()
    {
        int start = SkipWhitespace(0);
        if (start == _json.Length || _json[start] != '{')
        {
            return ScanResult.LeftToReference;
        }

        _position = start + 1;
        if (!ReadObject(_root))
        {
            return _result;
        }

        return _earlyExit || SkipWhitespace(_position) == _json.Length ? ScanResult.Complete : ScanResult.Malformed;
    }

    /// <summary>Reads the members of an object, from behind its brace to behind its end.</summary>
    private bool ReadObject(PathNode node)
    {
        if (++_depth > _maxDepth)
        {
            return Fail(ScanResult.TooDeep);
        }

        long instance = _seen.NextInstance();
        int missing = node.Children.Length;
        while (true)
        {
            ulong colons = _blocks.Colons;
            ulong closes = _blocks.Closes;
            ulong bits = (colons | closes | _blocks.Opens) & _blocks.From(_position);

            // Most members are scalars that nobody asks for: on to the next bit, without touching anything else.
            while ((colons & bits & (0 - bits)) != 0 && IsUnwanted(node, bits))
            {
                bits &= bits - 1;
            }

            if (bits == 0)
            {
                if (!_blocks.MoveNext())
                {
                    return Fail(ScanResult.Malformed);
                }

                continue;
            }

            ulong bit = bits & (0 - bits);
            int at = _blocks.Start + (int)ulong.TrailingZeroCount(bits);
            _position = at + 1;
            if ((colons & bit) != 0)
            {
                if (!ReadMember(node, at, instance, ref missing))
                {
                    return false;
                }

                if (_earlyExit && missing == 0)
                {
                    return FinishEarly(node);
                }
            }
            else if ((closes & bit) != 0)
            {
                _depth--;
                return _json[at] == '}' || Fail(ScanResult.Malformed);
            }
            else if (!SkipContainer())
            {
                return false;
            }
        }
    }

    /// <summary>Everything was found under its exact name, and first names win: the rest of the object cannot change anything.</summary>
    private bool FinishEarly(PathNode node)
    {
        _depth--;
        return ReferenceEquals(node, _root) || SkipContainer();
    }

    /// <summary>Reads the value behind a colon if a plan asks for the name before it.</summary>
    private bool ReadMember(PathNode node, int colon, long instance, ref int missing)
    {
        if (!TryGetName(colon, out ReadOnlySpan<byte> name, out bool escaped))
        {
            return Fail(ScanResult.Malformed);
        }

        if (escaped)
        {
            if (name.Length > LongestEscapedName)
            {
                return Fail(ScanResult.LeftToReference);
            }

            byte[] unescaped = new byte[name.Length];
            name = unescaped.AsSpan(0, JsonEscapes.Unescape(name, unescaped));
        }

        PathNode? child = Next(node.FindBucket(name), name);
        while (child is not null)
        {
            bool exact = name.SequenceEqual(child.Utf8);
            Sighting sighting = _seen.See(child.Id, instance, exact);
            if (sighting == Sighting.BetterSpelling)
            {
                return Fail(ScanResult.LeftToReference);
            }

            PathNode? other = child.NextInBucket is null ? null : Next(child.NextInBucket, name);
            if (sighting == Sighting.First)
            {
                missing -= exact ? 1 : 0;
                if (other is null)
                {
                    return ReadValue(child);
                }

                if (!ReadValueAndReturn(child))
                {
                    return false;
                }
            }

            child = other;
        }

        return true;
    }

    /// <summary>Whether the name before the first of these bits, a colon, has a length that no name of the plan has, and no escapes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsUnwanted(PathNode node, ulong bits)
    {
        ulong quotes = _blocks.Quotes & ((bits & (0 - bits)) - 1);
        if (_blocks.Backslashes != 0 || ulong.PopCount(quotes) < 2)
        {
            return false;
        }

        int close = 63 - (int)ulong.LeadingZeroCount(quotes);
        int open = 63 - (int)ulong.LeadingZeroCount(quotes ^ (1UL << close));
        return !node.HasLength(close - open - 1);
    }

    private static PathNode? Next(PathNode? node, ReadOnlySpan<byte> name)
    {
        while (node is not null && !name.SequenceEqual(node.Utf8) && !Ascii.EqualsIgnoreCase(name, node.Utf8))
        {
            node = node.NextInBucket;
        }

        return node;
    }

    /// <summary>Two filters may spell one name differently; each reads the value, so the place is kept.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ReadValueAndReturn(PathNode node)
    {
        JsonBlocks blocks = _blocks;
        int position = _position;
        bool read = ReadValue(node);
        _blocks = blocks;
        _position = position;
        return read;
    }

    /// <summary>The name lies between the last two quotes before its colon.</summary>
    private readonly bool TryGetName(int colon, out ReadOnlySpan<byte> name, out bool escaped)
    {
        int start = _blocks.Start;
        ulong quotes = _blocks.Quotes & ((1UL << (colon - start)) - 1);
        int close = _blocks.LastQuote;
        int open = _blocks.QuoteBeforeLast;
        if (quotes != 0)
        {
            open = close;
            int last = 63 - (int)ulong.LeadingZeroCount(quotes);
            close = start + last;
            quotes ^= 1UL << last;
            open = quotes != 0 ? start + 63 - (int)ulong.LeadingZeroCount(quotes) : open;
        }

        name = default;
        escaped = false;
        if (open < 0)
        {
            return false;
        }

        name = _json[(open + 1)..close];
        escaped = open >= start ? (_blocks.Backslashes & _blocks.From(open) & ~_blocks.From(close)) != 0 : name.Contains((byte)'\\');
        return true;
    }

    /// <summary>Reads a value, from before it to behind it, into the slots of a node.</summary>
    private bool ReadValue(PathNode node)
    {
        int start = SkipWhitespace(_position);
        if (start == _json.Length || !_blocks.MoveTo(start))
        {
            return Fail(ScanResult.Malformed);
        }

        _position = start + 1;
        switch (_json[start])
        {
            case (byte)'"':
                return ReadString(node, start);
            case (byte)'{':
                return ReadContainer(node, start);
            case (byte)'[':
                return ReadArray(node);
            default:
                return ReadScalar(node, start);
        }
    }

    private bool ReadString(PathNode node, int start)
    {
        bool escaped = false;
        while (true)
        {
            ulong from = _blocks.From(_position);
            ulong quotes = _blocks.Quotes & from;
            if (quotes != 0)
            {
                ulong bit = quotes & (0 - quotes);
                escaped |= (_blocks.Backslashes & from & (bit - 1)) != 0;
                int end = _blocks.Start + (int)ulong.TrailingZeroCount(quotes);
                _position = end + 1;
                ValueSink.AddString(_slots, node, _json[(start + 1)..end], escaped);
                return true;
            }

            escaped |= (_blocks.Backslashes & from) != 0;
            if (!_blocks.MoveNext())
            {
                return Fail(ScanResult.Malformed);
            }
        }
    }

    private bool ReadContainer(PathNode node, int start)
    {
        int first = SkipWhitespace(_position);
        ValueSink.SeeObject(_slots, node, isEmpty: first < _json.Length && _json[first] == '}');
        if (node.Children.Length > 0 ? !ReadObject(node) : !SkipContainer())
        {
            return false;
        }

        ValueSink.AddElement(_slots, node, ValueKind.Object, _json[start.._position]);
        return true;
    }

    private bool ReadArray(PathNode node)
    {
        if (++_depth > _maxDepth)
        {
            return Fail(ScanResult.TooDeep);
        }

        _position = SkipWhitespace(_position);
        if (_position < _json.Length && _json[_position] == ']')
        {
            _position++;
            _depth--;
            return true;
        }

        while (ReadValue(node))
        {
            _position = SkipWhitespace(_position);
            byte next = _position < _json.Length ? _json[_position] : (byte)0;
            _position++;
            if (next == ']')
            {
                _depth--;
                return true;
            }

            if (next != ',')
            {
                return Fail(ScanResult.Malformed);
            }
        }

        return false;
    }

    private bool ReadScalar(PathNode node, int start)
    {
        int length = _json[start..].IndexOfAny(_scalarEnd);
        ReadOnlySpan<byte> text = length < 0 ? _json[start..] : _json.Slice(start, length);
        _position = start + text.Length;
        return ValueSink.TryAddScalar(_slots, node, text) || Fail(ScanResult.Malformed);
    }

    /// <summary>Goes behind the end of a container, from behind its start. A block that cannot hold the end costs two population counts.</summary>
    private bool SkipContainer()
    {
        int depth = 1;
        while (true)
        {
            ulong from = _blocks.From(_position);
            ulong opens = _blocks.Opens & from;
            ulong closes = _blocks.Closes & from;
            int closing = (int)ulong.PopCount(closes);
            if (closing < depth)
            {
                depth += (int)ulong.PopCount(opens) - closing;
            }
            else
            {
                for (; closes != 0; closes &= closes - 1)
                {
                    ulong bit = closes & (0 - closes);
                    int opened = (int)ulong.PopCount(opens & (bit - 1));
                    opens &= ~(bit - 1);
                    depth += opened - 1;
                    if (depth == 0)
                    {
                        _position = _blocks.Start + (int)ulong.TrailingZeroCount(bit) + 1;
                        return true;
                    }
                }

                depth += (int)ulong.PopCount(opens);
            }

            if (!_blocks.MoveNext())
            {
                return Fail(ScanResult.Malformed);
            }
        }
    }

    private readonly int SkipWhitespace(int position)
    {
        if (position < _json.Length && _json[position] > ' ')
        {
            return position;
        }

        int length = position < _json.Length ? _json[position..].IndexOfAnyExcept(_whitespace) : -1;
        return length < 0 ? _json.Length : position + length;
    }

    private bool Fail(ScanResult result)
    {
        _result = result;
        return false;
    }
}
