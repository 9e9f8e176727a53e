using System.Runtime.CompilerServices;
using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

internal ref partial struct EventScanner
{
    /// <summary>Reads a value, from before it or the space before it, into the slots of a node.</summary>
    private int ReadValue(ScanNode node, int position)
    {
        if (ByteAt(position) <= ' ')
        {
            position = SkipWhitespace(position);
        }

        return ByteAt(position) switch
        {
            (byte)'"' => ReadString(node, position + 1),
            (byte)'{' => ReadContainer(node, position),
            (byte)'[' => ReadArray(node, position + 1),
            _ => ReadScalar(node, position),
        };
    }

    private int ReadString(ScanNode node, int start)
    {
        int block = start / BlockMasks.Size;
        if (block >= _loaded && !Load(block))
        {
            return Fail(ScanResult.Malformed);
        }

        // The 64 bytes from the start, the nearest in the lowest bit; what is not loaded yet counts as nothing.
        ref BlockMasks masks = ref Unsafe.Add(ref _blocks, block);
        ref BlockMasks after = ref Unsafe.Add(ref masks, 1);
        ulong quotes = (masks.Quotes >> start) | ((after.Quotes << (63 - start)) << 1);
        if (quotes == 0)
        {
            return ReadLongString(node, start);
        }

        int length = (int)ulong.TrailingZeroCount(quotes);
        if ((masks.Backslashes | after.Backslashes) != 0)
        {
            ulong backslashes = (masks.Backslashes >> start) | ((after.Backslashes << (63 - start)) << 1);
            if ((backslashes & (quotes ^ (quotes - 1))) != 0)
            {
                ValueSink.AddEscaped(_slots, node, start, length);
                return start + length + 1;
            }
        }

        ValueSink.AddString(_slots, node, start, length);
        return start + length + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadLongString(ScanNode node, int start)
    {
        int block = start / BlockMasks.Size;
        ulong from = ulong.MaxValue << start;
        bool escaped = false;
        while (true)
        {
            ref BlockMasks masks = ref Unsafe.Add(ref _blocks, block);
            ulong quotes = masks.Quotes & from;
            ulong backslashes = masks.Backslashes & from;
            if (quotes != 0)
            {
                int end = (block * BlockMasks.Size) + (int)ulong.TrailingZeroCount(quotes);
                if (escaped || (backslashes & (quotes ^ (quotes - 1))) != 0)
                {
                    ValueSink.AddEscaped(_slots, node, start, end - start);
                }
                else
                {
                    ValueSink.AddString(_slots, node, start, end - start);
                }

                return end + 1;
            }

            escaped |= backslashes != 0;
            from = ulong.MaxValue;
            if (++block >= _loaded && !Load(block))
            {
                return Fail(ScanResult.Malformed);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadContainer(ScanNode node, int start)
    {
        int end = node.Children.Count > 0 ? ReadObject(node, start + 1) : SkipContainer(start + 1);
        if (end >= 0)
        {
            ValueSink.SeeObject(_slots, node, _slots.Source.Slice(start, end - start));
            ValueSink.AddElement(_slots, node, start, end - start);
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadArray(ScanNode node, int position)
    {
        if (++_depth > _maxDepth)
        {
            return Fail(ScanResult.TooDeep);
        }

        _uncertain++;
        position = SkipWhitespace(position);
        bool isEmpty = ByteAt(position) == ']';
        position += isEmpty ? 1 : 0;
        for (bool more = !isEmpty; more;)
        {
            position = ReadValue(node, position);
            if (position < 0)
            {
                return position;
            }

            position = SkipWhitespace(position);
            byte next = ByteAt(position++);
            more = next == ',';
            if (next is not ((byte)',' or (byte)']'))
            {
                return Fail(ScanResult.Malformed);
            }
        }

        _uncertain--;
        _depth--;
        return position;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadScalar(ScanNode node, int start)
    {
        int end = start;
        while (ByteAt(end) is > (byte)' ' and not ((byte)',' or (byte)']' or (byte)'}'))
        {
            end++;
        }

        return ValueSink.TryAddScalar(_slots, node, start, end - start) ? end : Fail(ScanResult.Malformed);
    }

    /// <summary>
    /// Goes behind the end of a container, from behind its start. A block that cannot hold the end costs two population counts.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int SkipContainer(int position)
    {
        int depth = 1;
        int block = position / BlockMasks.Size;
        ulong from = ulong.MaxValue << position;
        while (block < _loaded || Load(block))
        {
            ref BlockMasks masks = ref Unsafe.Add(ref _blocks, block);
            ulong opens = masks.Opens & from;
            ulong closes = masks.Closes & from;
            int closing = (int)ulong.PopCount(closes);
            if (closing < depth)
            {
                depth += (int)ulong.PopCount(opens) - closing;
            }
            else
            {
                for (; closes != 0; closes &= closes - 1)
                {
                    ulong below = (closes & (0 - closes)) - 1;
                    depth += (int)ulong.PopCount(opens & below) - 1;
                    opens &= ~below;
                    if (depth == 0)
                    {
                        return (block * BlockMasks.Size) + (int)ulong.TrailingZeroCount(closes) + 1;
                    }
                }

                depth += (int)ulong.PopCount(opens);
            }

            from = ulong.MaxValue;
            block++;
        }

        return Fail(ScanResult.Malformed);
    }

    /// <summary>Gives the offset of the next byte that is no white space, or the length of the text.</summary>
    private readonly int SkipWhitespace(int position)
    {
        while (ByteAt(position) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' && position < _length)
        {
            position++;
        }

        return position;
    }
}
