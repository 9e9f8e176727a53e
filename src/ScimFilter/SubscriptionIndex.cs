using System.Text.Json;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Probing;
using ScimFilter.Matching.Statistics;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter;

/// <summary>
/// Finds the subscriptions that an event matches, among millions, in about the time of reading the event. No configuration needed: what
/// filters compare by <c>eq</c>, together with the event types, becomes keys of hash tables. Where many subscriptions have one key, access
/// paths find those whose other conditions may hold: <c>sw</c>, <c>ew</c>, <c>co</c>, <c>gt</c>, <c>ge</c>, <c>lt</c>, <c>le</c>.
/// </summary>
/// <remarks>
/// <para>
/// Thread-safe. Readers take no lock, and see all of a change or nothing of it; writers wait for each other. Once warm, matching allocates
/// nothing. A subscription takes about a hundred bytes beside its id after a load, and up to three times as much in an index that changes,
/// which has spare capacity for as many again.
/// </para>
/// <para>
/// An event costs time in proportion to its text, the sets of attributes that are keys, the subscriptions that an access path finds by its
/// values or that have no other condition than negations, and its distinct values in those attributes. Where several attributes of one
/// set have several values each, it costs in addition the smallest of three numbers: the combinations of those values, the keys of the
/// set, and the keys of the set that share a value with the event in the most selective attribute. For the third number the keys are
/// listed by their values, once events have cost as much without such lists as it takes to make them. Events that need the lists wait
/// while they are made, and the statistics count their memory.
/// </para>
/// </remarks>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
public sealed partial class SubscriptionIndex<TId>
    where TId : notnull
{
    private readonly IndexWriter<TId> _writer;
    private readonly EventMatcher<TId> _matcher;

    /// <summary>Creates an index with <see cref="SubscriptionIndexOptions.Default"/>.</summary>
    public SubscriptionIndex()
        : this(SubscriptionIndexOptions.Default)
    {
    }

    /// <summary>Creates an index.</summary>
    /// <param name="options">How events are read and filters are split.</param>
    public SubscriptionIndex(SubscriptionIndexOptions options)
        : this(options, EqualityComparer<TId>.Default)
    {
    }

    /// <summary>Creates an index.</summary>
    /// <param name="options">How events are read and filters are split.</param>
    /// <param name="comparer">Compares ids. Must be thread-safe.</param>
    public SubscriptionIndex(SubscriptionIndexOptions options, IEqualityComparer<TId> comparer)
        : this(options, comparer, new KeyHasher())
    {
    }

    /// <summary>Creates an index with a given hasher, for tests.</summary>
    internal SubscriptionIndex(SubscriptionIndexOptions options, IEqualityComparer<TId> comparer, KeyHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(comparer);
        FilterCompiler compiler = options.Compiler ?? new FilterCompiler();
        _writer = new IndexWriter<TId>(compiler, options, comparer, hasher);
        _matcher = new EventMatcher<TId>(hasher, compiler.Limits);
    }

    /// <summary>Gets the number of subscriptions.</summary>
    public int Count => _writer.Current.Count;

    /// <summary>
    /// Gets the exception that ended the last background maintenance; null when it succeeded. Maintenance merges what changes left behind,
    /// which keeps matching fast and memory small. When it fails, for example for lack of memory or because the comparer of ids throws, the
    /// index goes on matching and taking changes, and tries again after a second, then after twice as long each time, up to a minute.
    /// </summary>
    /// <remarks>Thread-safe; costs a read. <see cref="SubscriptionIndexStatistics.MaintenanceFailures"/> counts all failures.</remarks>
    public Exception? MaintenanceFault => _writer.MaintenanceFault;

    /// <summary>Gets the number of attributes that are read from events, including those for the event type.</summary>
    internal int AttributesRead => _writer.Current.Layout.RequestCount;

    /// <summary>Finds whether there is a subscription.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Whether there is one.</returns>
    public bool Contains(TId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        ulong hash = _writer.HashOf(id);
        return Array.Exists(_writer.Current.Segments, segment => segment.WithIds.Find(id, hash, segment.Tombstones) >= 0);
    }

    /// <summary>Finds the subscriptions that an event matches. Allocates nothing once warm.</summary>
    /// <param name="utf8Event">
    /// The event as JSON in UTF-8, without a byte order mark. It is copied once. If another thread changes it meanwhile, the event is a
    /// mixture of both versions, or refused.
    /// </param>
    /// <returns>Their ids, to be enumerated at once.</returns>
    /// <exception cref="EventFormatException">
    /// The event is not JSON, as far as <see cref="FilterCompilerOptions.EventReading"/> checks, or exceeds a limit.
    /// </exception>
    public SubscriptionMatches<TId> Match(ReadOnlySpan<byte> utf8Event)
    {
        // The text may come from main memory. It arrives while the context is prepared.
        Prefetch.Text(utf8Event);
        return _matcher.Match(_writer.Current, new Utf8Event(utf8Event));
    }

    /// <summary>Finds the subscriptions that a parsed event matches. Reads the text behind it.</summary>
    /// <param name="event">The event.</param>
    /// <returns>Their ids, to be enumerated at once.</returns>
    /// <exception cref="EventFormatException">The event exceeds a limit of <see cref="FilterCompilerOptions"/>.</exception>
    public SubscriptionMatches<TId> Match(JsonElement @event) => _matcher.Match(_writer.Current, new ParsedEvent(@event));

    /// <summary>Finds the subscriptions that an event matches, which is given as attributes.</summary>
    /// <param name="attributes">Values by dotted path: see <see cref="EventAttributes.Read(IReadOnlyDictionary{string, object})"/>.</param>
    /// <returns>Their ids, to be enumerated at once.</returns>
    /// <exception cref="ArgumentException">A value is of a type that an event cannot have.</exception>
    public SubscriptionMatches<TId> Match(IReadOnlyDictionary<string, object?> attributes) =>
        _matcher.Match(_writer.Current, new AttributeEvent(attributes));

    /// <summary>Finds the subscriptions that an event matches, and copies their ids.</summary>
    /// <param name="utf8Event">The event as JSON in UTF-8, without a byte order mark.</param>
    /// <param name="ids">Takes the ids, as many as it can hold.</param>
    /// <returns>The number of matches, which may be larger than the buffer.</returns>
    /// <exception cref="EventFormatException">
    /// The event is not JSON, as far as <see cref="FilterCompilerOptions.EventReading"/> checks, or exceeds a limit.
    /// </exception>
    public int Match(ReadOnlySpan<byte> utf8Event, Span<TId> ids)
    {
        using SubscriptionMatches<TId> matches = Match(utf8Event);
        matches.CopyTo(ids);
        return matches.Count;
    }

    /// <summary>
    /// Finds the subscriptions that each of several events matches. Faster than one by one, as their memory accesses overlap.
    /// </summary>
    /// <param name="utf8Events">The events as JSON in UTF-8, without byte order marks.</param>
    /// <param name="found">Is called for each match with the number of the event and the id, event by event.</param>
    /// <exception cref="EventFormatException">
    /// An event is not JSON, as far as <see cref="FilterCompilerOptions.EventReading"/> checks, or exceeds a limit. Matches of events
    /// before it may have been reported.
    /// </exception>
    public void Match(IReadOnlyList<ReadOnlyMemory<byte>> utf8Events, Action<int, TId> found)
    {
        ArgumentNullException.ThrowIfNull(utf8Events);
        ArgumentNullException.ThrowIfNull(found);
        _matcher.Match(_writer.Current, utf8Events, found);
    }

    /// <summary>Says how the index would find a subscription if it were set now. Changes nothing; takes microseconds.</summary>
    /// <param name="eventTypes">The event types, compared exactly; none for any event, also one without a type.</param>
    /// <param name="filter">The filter; null for every event of those types.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="FilterValidationException">The filter is not valid for these event types.</exception>
    /// <exception cref="ArgumentException">An event type is null or has an unpaired surrogate.</exception>
    public SubscriptionPlan Plan(IReadOnlyCollection<string> eventTypes, FilterExpression? filter)
    {
        ArgumentNullException.ThrowIfNull(eventTypes);
        return _writer.Plan(eventTypes, filter);
    }

    /// <summary>Counts what the index holds and did. Walks through all tables, so it takes a while for a large index.</summary>
    /// <returns>The figures.</returns>
    public SubscriptionIndexStatistics GetStatistics()
    {
        (long events, long checks) = _matcher.Totals;
        return new IndexStatistics<TId>(_writer.Current).Count(events, checks) with { MaintenanceFailures = _writer.MaintenanceFailures };
    }
}
