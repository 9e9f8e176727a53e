using System.Runtime.CompilerServices;
using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

internal ref partial struct EventScanner
{
    /// <summary>Why <see cref="Advance"/> came to a halt.</summary>
    private enum Halt
    {
        /// <summary>At the colon of a needed member that the fast loop cannot read.</summary>
        Member,

        /// <summary>At a colon whose name needs a closer look.</summary>
        RareName,

        /// <summary>At the start of a container in which nothing is needed.</summary>
        Open,

        /// <summary>At the end of the object, or what should be it.</summary>
        Close,

        /// <summary>At a value behind which the object has nothing more to be found.</summary>
        Rest,

        /// <summary>Nothing is left to be found.</summary>
        Settled,

        /// <summary>At a block whose masks are not computed yet, or behind the last one.</summary>
        Unloaded,
    }

    /// <summary>
    /// Loops over the members of an object as long as they are of the common kinds: scalars and small containers that are not needed, and
    /// strings without escapes, under their exact names, that go to one slot. Reading spends nearly all of its time here.
    /// </summary>
    /// <remarks>
    /// The variables of the loop stay in registers, so it makes nearly no call; the caller handles everything rarer. On return
    /// <see cref="_position"/> is the offset at which the loop stopped.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Halt Advance(NameTable names, int position)
    {
        int block = position / BlockMasks.Size;
        ulong from = ulong.MaxValue << position;
        for (; block < _loaded; block++)
        {
            ref BlockMasks masks = ref Unsafe.Add(ref _blocks, block);
            ref byte text = ref Unsafe.Add(ref _text, block * BlockMasks.Size);
            ulong bits = masks.Structurals & from;
            from = ulong.MaxValue;
            bool hasRareNames = names.NeedsLookup || (masks.Backslashes | Unsafe.Subtract(ref masks, 1).Backslashes) != 0;
            while (bits != 0)
            {
                int at = (int)ulong.TrailingZeroCount(bits);
                ref byte structural = ref Unsafe.Add(ref text, at);
                if (structural != ':')
                {
                    _position = OffsetOf(ref structural);
                    if (structural is (byte)'}' or (byte)']')
                    {
                        return Halt.Close;
                    }

                    // A container with no other inside, which ends in this block or the next, is small enough to skip here.
                    ulong brackets = (masks.Opens | masks.Closes) & (bits & (bits - 1));
                    ulong close = Lowest(brackets) & masks.Closes;
                    if (close != 0)
                    {
                        bits &= ~UpTo(close);
                        continue;
                    }

                    ref BlockMasks after = ref Unsafe.Add(ref masks, 1);
                    close = Lowest(after.Opens | after.Closes) & after.Closes;
                    if (brackets != 0 || close == 0 || block + 1 == _loaded)
                    {
                        return Halt.Open;
                    }

                    from = ~UpTo(close);
                    break;
                }

                ulong end = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref structural, sizeof(ulong)));
                if (end >> 56 != '"' || (hasRareNames && (names.NeedsLookup || MayBeEscaped(ref masks, bits))))
                {
                    _position = OffsetOf(ref structural);
                    return Halt.RareName;
                }

                NameCandidate? candidate = names.Candidates((uint)(end >> 32));
                while (candidate is not null && !candidate.IsExactly(ref structural))
                {
                    if (candidate.IsPerhaps(ref structural))
                    {
                        _position = OffsetOf(ref structural);
                        return Halt.RareName;
                    }

                    candidate = candidate.Next;
                }

                if (candidate is null)
                {
                    bits &= bits - 1;
                    continue;
                }

                ScanNode node = candidate.Node;
                _position = OffsetOf(ref structural);
                if (!node.IsPlain || Unsafe.Add(ref structural, 1) != '"' || !TryReadPlain(node, ref masks, at))
                {
                    _member = node;
                    return Halt.Member;
                }

                if (_earlyExit && _uncertain == 0 && (_unsettled -= node.Settles + node.SettlesWithValue) == 0)
                {
                    return Halt.Settled;
                }

                if (--_missing == 0)
                {
                    _position++;
                    return Halt.Rest;
                }

                // Nothing inside a string is structural, so what follows it is the next bit.
                bits &= bits - 1;
            }
        }

        _position = Math.Max(position, block * BlockMasks.Size);
        return Halt.Unloaded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Lowest(ulong bits) => bits & (0 - bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong UpTo(ulong bit) => (bit << 1) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int OffsetOf(ref byte place) => (int)Unsafe.ByteOffset(ref _text, ref place);

    /// <summary>
    /// Reads a string that ends within 64 bytes, without escapes, as the first value of its slot and the first of its name. It starts
    /// behind the colon at <see cref="_position"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryReadPlain(ScanNode node, ref BlockMasks masks, int colon)
    {
        // The 64 bytes from the start, the nearest in the lowest bit; what is not loaded yet counts as nothing. Behind a colon at the
        // very end of a block they cannot be had by a shift to the left, so that is left to the caller.
        ref BlockMasks after = ref Unsafe.Add(ref masks, 1);
        ulong quotes = (masks.Quotes >> colon >> 2) | (after.Quotes << (BlockMasks.Size - 2 - colon));
        ref Slot slot = ref _slots.At(node.Slot);
        if (quotes == 0 || (masks.Backslashes | after.Backslashes) != 0 || colon == BlockMasks.Size - 1
            || slot.Kind != ValueKind.None || !_seen.TrySee(node.Id, _instance))
        {
            return false;
        }

        slot.TakeString(_position + 2, (int)ulong.TrailingZeroCount(quotes));
        return true;
    }

    /// <summary>Whether there is a backslash in the name before the first of these bits, a colon, or no end of it is in sight.</summary>
    private static bool MayBeEscaped(ref BlockMasks masks, ulong bits)
    {
        // The 64 bytes before the colon, the nearest in the highest bit, which is the closing quote. Shifts count modulo 64.
        int colon = (int)ulong.TrailingZeroCount(bits);
        ref BlockMasks before = ref Unsafe.Subtract(ref masks, 1);
        ulong quotes = ((masks.Quotes << (63 - colon)) << 1) | (before.Quotes >> colon);
        ulong backslashes = ((masks.Backslashes << (63 - colon)) << 1) | (before.Backslashes >> colon);
        int length = (int)ulong.LeadingZeroCount(quotes << 1);
        return length == BlockMasks.Size || backslashes >> (BlockMasks.Size - 1 - length) != 0;
    }
}
