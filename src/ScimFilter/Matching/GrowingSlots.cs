namespace ScimFilter.Matching;

/// <summary>
/// A hash table that one thread fills while others look into it. They may find what came after they began; which that is, is for
/// them to see from its number.
/// </summary>
internal sealed class GrowingSlots
{
    private const int SmallestSize = 8;

    private readonly List<(ulong Hash, int Number)> _all = [];
    private int _capacity = SmallestSize;

    /// <summary>Gets the table. A larger one takes its place in time; whoever still looks into this one misses nothing that was in it.</summary>
    public HashSlots Slots { get; private set; } = new(SmallestSize);

    /// <summary>Adds a number.</summary>
    /// <returns>Whether a larger table has taken the place of the last one.</returns>
    public bool Add(ulong hash, int number)
    {
        bool isFull = _all.Count == _capacity;
        if (isFull)
        {
            _capacity *= 2;
            var larger = new HashSlots(_capacity);
            foreach ((ulong knownHash, int known) in _all)
            {
                larger.Add(knownHash, known);
            }

            Slots = larger;
        }

        _all.Add((hash, number));
        Slots.Add(hash, number);
        return isFull;
    }
}
