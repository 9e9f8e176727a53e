using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Tables;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Probing;

/// <summary>Everything that matching one event needs to write to. Reused from event to event; not thread-safe.</summary>
internal sealed class MatchContext
{
    public MatchContext(KeyHasher hasher)
    {
        Hasher = hasher;
        Keys = new EventKeys(Slots, hasher);
        Probes = new Probes(Keys, hasher);
    }

    /// <summary>Gets or sets how often the context was lent: who holds an old number has given it back.</summary>
    public int Lease { get; set; }

    /// <summary>Gets or sets the number of enumerators of the matches that borrow the context.</summary>
    public int Enumerators { get; set; }

    /// <summary>Gets the hashes of the index.</summary>
    public KeyHasher Hasher { get; }

    public EventSlots Slots { get; } = new();

    public EventKeys Keys { get; }

    public Probes Probes { get; }

    public RepeatSet Repeats { get; } = new();

    /// <summary>Gets the records to which the tables of one segment led.</summary>
    public FoundRecords Records { get; } = new();

    /// <summary>Gets the number of events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Gets or sets the number of residuals that were checked so far.</summary>
    public long ResidualChecks { get; set; }

    /// <summary>Gets the subscriptions that were found, segment by segment, by their numbers there.</summary>
    public NumberList Hits { get; } = new();

    /// <summary>Gets those of the segment at hand that may be found twice.</summary>
    public NumberList Candidates { get; } = new();

    /// <summary>Gets the words of its differing postings.</summary>
    public NumberList Differing { get; } = new();

    /// <summary>Gets where its other postings stand.</summary>
    public NumberList Others { get; } = new();

    /// <summary>Gets the filters that are left to be evaluated.</summary>
    public WaitingFilters Filters { get; } = new();

    /// <summary>Gets or sets the number of hits before the segment at hand.</summary>
    public int HitsBefore { get; set; }

    /// <summary>Gets the number of hits up to the end of each segment.</summary>
    public List<int> SegmentEnds { get; } = [];

    /// <summary>Takes the number of events and of checks since they were taken last.</summary>
    public (long Events, long ResidualChecks) TakeCounts()
    {
        (long Events, long ResidualChecks) counts = (Events, ResidualChecks);
        (Events, ResidualChecks) = (0, 0);
        return counts;
    }

    /// <summary>Gives back the memory that an event of unusual size, or with very many matches, has left.</summary>
    public void Trim()
    {
        Slots.Trim();
        Keys.Trim();
        Probes.Trim();
        Repeats.Trim();
        Records.Trim();
        Hits.Trim();
        Candidates.Trim();
        Differing.Trim();
        Others.Trim();
        Filters.Trim();
    }

    /// <summary>Prepares for the event that is in the slots.</summary>
    public void Begin(IndexLayout layout)
    {
        Hits.Truncate(0);
        SegmentEnds.Clear();
        Events++;
        Keys.Extract(layout);
        Probes.Prepare(layout.Probed);
    }
}
