using ScimFilter.Runtime;

namespace ScimFilter.Matching;

/// <summary>Everything that matching one event needs to write to. Reused from event to event; not thread-safe.</summary>
internal sealed class MatchContext
{
    private int[] _hits = new int[64];

    public MatchContext(KeyHasher hasher)
    {
        Keys = new EventKeys(Slots, hasher);
        Probes = new Probes(Keys, hasher);
    }

    /// <summary>Gets or sets how often the context was lent: who holds an old number has given it back.</summary>
    public int Lease { get; set; }

    public EventSlots Slots { get; } = new();

    public EventKeys Keys { get; }

    public Probes Probes { get; }

    public RepeatSet Repeats { get; } = new();

    /// <summary>Gets the records to which the tables of one segment led.</summary>
    public List<FoundRecord> Records { get; } = [];

    /// <summary>Gets the number of events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Gets or sets the number of residuals that were checked so far.</summary>
    public long ResidualChecks { get; set; }

    /// <summary>Gets the number of subscriptions that were found.</summary>
    public int HitCount { get; private set; }

    /// <summary>Gets the subscriptions that were found, segment by segment, by their numbers there.</summary>
    public ReadOnlySpan<int> Hits => _hits.AsSpan(0, HitCount);

    /// <summary>Gets the number of hits up to the end of each segment.</summary>
    public List<int> SegmentEnds { get; } = [];

    /// <summary>Prepares for the event that is in the slots.</summary>
    public void Begin(IndexLayout layout)
    {
        HitCount = 0;
        SegmentEnds.Clear();
        Events++;
        Keys.Extract(layout);
        Probes.Prepare(layout.Templates);
    }

    /// <summary>Makes room for more hits.</summary>
    public Span<int> Reserve(int count)
    {
        if (_hits.Length - HitCount < count)
        {
            Array.Resize(ref _hits, Math.Max(_hits.Length * 2, HitCount + count));
        }

        return _hits.AsSpan(HitCount);
    }

    /// <summary>Keeps hits that were written to the room made.</summary>
    public void Commit(int count) => HitCount += count;
}
