using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ScimFilter.Json;

/// <summary>
/// The names that are looked for in one object, found backwards from a closing quote by the three bytes before it, case folded
/// away: a load and a multiplication tell nearly every other name from them. Immutable and thread-safe.
/// </summary>
internal sealed class NameTable
{
    private const int LongestShortName = 56;
    private const uint Case = 0x0020_2020;
    private const uint Factor = 0x9E37_79B1;
    private const int PlacesPerName = 16;

    /// <summary>
    /// More names that end alike are not compared with one after the other: filters come from customers, events from producers.
    /// </summary>
    private const int MostAlike = 16;

    private readonly NameCandidate?[] _candidates;
    private readonly Dictionary<byte[], ScanNode>? _byName;
    private readonly int _shift;

    public NameTable(IReadOnlyList<ScanNode> nodes)
    {
        Count = nodes.Count;
        int bits = 4;
        while (1 << bits < nodes.Count * PlacesPerName)
        {
            bits++;
        }

        _shift = 32 - bits;
        _candidates = new NameCandidate?[1 << bits];
        bool isCrowded = false;
        foreach (ScanNode node in nodes)
        {
            NeedsLookup |= node.Utf8.Length > LongestShortName;

            // What stands before the quote of a short name is part of its key.
            ReadOnlySpan<byte> before = node.Utf8.Length > 1 ? ","u8 : ",{ \t\r\n"u8;
            foreach (byte first in before)
            {
                ref NameCandidate? place = ref _candidates[PlaceOf(KeyOf([first, (byte)'"', .. node.Utf8]))];
                place = new NameCandidate(node, place);
                isCrowded |= place.Count > MostAlike;
            }
        }

        if (isCrowded)
        {
            NeedsLookup = true;
            _byName = nodes.ToDictionary(node => node.Utf8, NameComparer.Instance);
        }
    }

    /// <summary>Gets the empty table, of an object in which no name is needed.</summary>
    public static NameTable Empty { get; } = new([]);

    public int Count { get; }

    /// <summary>
    /// Gets a value indicating whether names must be looked for by <see cref="FindAny"/>: too many end alike, or some are long. The
    /// scanner looks for escapes in the 64 bytes before a colon, and a name that is long may have one before them.
    /// </summary>
    public bool NeedsLookup { get; }

    /// <summary>Gives the names that may be the one before a closing quote.</summary>
    /// <param name="end">The three bytes before the quote in the lower bits; the upper ones do not count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NameCandidate? Candidates(uint end) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_candidates), PlaceOf(end));

    /// <summary>Finds a name of any length, spelled in any way.</summary>
    public ScanNode? FindAny(ReadOnlySpan<byte> name, out bool exact)
    {
        if (name.IsEmpty)
        {
            // No filter can name the empty name, and there are no three bytes before its quote.
            exact = false;
            return null;
        }

        if (_byName is not null)
        {
            _byName.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out ScanNode? node);
            exact = node is not null && name.SequenceEqual(node.Utf8);
            return node;
        }

        ReadOnlySpan<byte> end = name[^Math.Min(name.Length, 3)..];
        NameCandidate? candidate = Candidates(KeyOf([(byte)',', (byte)'"', .. end]));
        for (; candidate is not null; candidate = candidate.Next)
        {
            if (candidate.Is(name, out exact))
            {
                return candidate.Node;
            }
        }

        exact = false;
        return null;
    }

    /// <summary>Finds a name in its exact spelling.</summary>
    public ScanNode? Find(string name) => FindAny(Encoding.UTF8.GetBytes(name), out bool exact) is { } node && exact ? node : null;

    private static uint KeyOf(ReadOnlySpan<byte> quoted) => quoted[^3] | ((uint)quoted[^2] << 8) | ((uint)quoted[^1] << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceOf(uint end) => (int)((((end | Case) << 8) * Factor) >> _shift);
}
