using ScimFilter.Json.Slots;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Paths;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Probing;

/// <summary>All memory that matching one event writes to. Reused from event to event; not thread-safe.</summary>
internal sealed class MatchContext
{
    public MatchContext(KeyHasher hasher)
    {
        Hasher = hasher;
        Values = new EventValues(Slots, hasher);
        Probes = new EventProbes(Values, hasher);
    }

    /// <summary>
    /// Gets or sets the number of times that the context was returned: a caller with an older number has returned it already.
    /// </summary>
    public int Lease { get; set; }

    /// <summary>Gets or sets the number of enumerators of the matches that use the context.</summary>
    public int Enumerators { get; set; }

    public KeyHasher Hasher { get; }

    /// <summary>Gets the attributes of the event.</summary>
    public EventSlots Slots { get; } = new() { Tables = new ValueTables() };

    /// <summary>Gets the normalised values of the event.</summary>
    public EventValues Values { get; }

    /// <summary>Gets the table look-ups of the event.</summary>
    public EventProbes Probes { get; }

    public RepeatSet Repeats { get; } = new();

    /// <summary>Gets the records to which the tables of the current segment led.</summary>
    public FoundRecords Records { get; } = new();

    /// <summary>Gets the number of events since the counts were taken.</summary>
    public long Events { get; private set; }

    /// <summary>Gets or sets the number of conditions checked since the counts were taken.</summary>
    public long ResidualChecks { get; set; }

    /// <summary>Gets the subscriptions that match, segment by segment, by their numbers there.</summary>
    public NumberList Hits { get; } = new();

    /// <summary>Gets the subscriptions of the current segment that match, perhaps several times.</summary>
    public NumberList Candidates { get; } = new();

    /// <summary>Gets the words of the current segment's differing postings.</summary>
    public NumberList Differing { get; } = new();

    /// <summary>Gets the places of the current segment's other postings.</summary>
    public NumberList Others { get; } = new();

    /// <summary>Gets the numbers of the current segment's lists of postings whose keys the event has.</summary>
    public NumberList Lists { get; } = new();

    /// <summary>Gets the groups that the paths of the current list lead to.</summary>
    public FoundGroups Groups { get; } = new();

    /// <summary>Gets the residual filters that are still to be evaluated.</summary>
    public PendingFilters Filters { get; } = new();

    /// <summary>Gets or sets the number of hits before the current segment.</summary>
    public int HitsBefore { get; set; }

    /// <summary>Gets the number of hits up to the end of each segment.</summary>
    public List<int> SegmentEnds { get; } = [];

    /// <summary>Takes the counts and sets them to zero.</summary>
    public (long Events, long ResidualChecks) TakeCounts()
    {
        (long Events, long ResidualChecks) counts = (Events, ResidualChecks);
        (Events, ResidualChecks) = (0, 0);
        return counts;
    }

    /// <summary>Frees the memory that an unusually large event, or one with very many matches, left.</summary>
    public void Trim()
    {
        Slots.Trim();
        Values.Trim();
        Probes.Trim();
        Repeats.Trim();
        Records.Trim();
        Hits.Trim();
        Candidates.Trim();
        Differing.Trim();
        Others.Trim();
        Lists.Trim();
        Groups.Trim();
        Filters.Trim();
    }

    /// <summary>Prepares for the event that was read into the slots.</summary>
    public void Begin(IndexLayout layout)
    {
        Hits.Truncate(0);
        SegmentEnds.Clear();
        Events++;
        Values.Extract(layout);
        Probes.Prepare(layout.Probed);
    }
}
