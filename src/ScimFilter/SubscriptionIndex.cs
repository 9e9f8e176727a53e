using System.Runtime.CompilerServices;
using System.Text.Json;
using ScimFilter.Json;
using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Planning;
using ScimFilter.Matching.Probing;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;
using ScimFilter.Matching.Updating;

namespace ScimFilter;

/// <summary>
/// Finds the subscriptions that an event matches, among millions, in about the time of reading the event. Nothing is to be
/// configured: what filters ask for by <c>eq</c>, event types among it, becomes keys of hash tables, and only what remains of a
/// filter is checked on the events that have its key.
/// </summary>
/// <remarks>
/// <para>
/// Thread-safe. Readers take no lock and see all of a change or nothing of it; writers wait for each other. Matching allocates
/// nothing once warm. A subscription takes about a hundred bytes beside its key after a load, and three times that in an index that
/// changes, which has room for as many again.
/// </para>
/// <para>
/// An event costs time in proportion to its text, the sets of attributes that are keys, the subscriptions that have one of its keys,
/// and its different values in those attributes. Where several attributes of one set have several values each, it costs in addition the
/// smallest of three numbers: the combinations of those values, the keys of the set, and the keys of the set that share a value with
/// the event in the most selective attribute. For the third number the keys are listed by their values, once events have cost as much
/// without such lists as it takes to make them; events that need the lists wait for them, and they count as memory in the statistics.
/// </para>
/// </remarks>
/// <typeparam name="TKey">What subscriptions are known by.</typeparam>
public sealed partial class SubscriptionIndex<TKey>
    where TKey : notnull
{
    private readonly FilterCompiler _compiler;
    private readonly SubscriptionIndexOptions _options;
    private readonly ContextPool _contexts;
    private readonly IndexLayout _emptyLayout;
    private readonly IEqualityComparer<TKey> _comparer;
    private readonly KeyHasher _hasher;
    private readonly Lock _writing = new();
    private readonly IndexWriter<TKey> _writer;
    private readonly LayoutUses _uses = new();
    private SubscriptionPlanner _planner;
    private SubscriptionOutline? _outline;
    private BatchMatcher<TKey>? _batch;

    /// <summary>Creates an index with <see cref="SubscriptionIndexOptions.Default"/>.</summary>
    public SubscriptionIndex()
        : this(SubscriptionIndexOptions.Default)
    {
    }

    /// <summary>Creates an index.</summary>
    /// <param name="options">How events are read and filters are taken apart.</param>
    public SubscriptionIndex(SubscriptionIndexOptions options)
        : this(options, EqualityComparer<TKey>.Default)
    {
    }

    /// <summary>Creates an index.</summary>
    /// <param name="options">How events are read and filters are taken apart.</param>
    /// <param name="comparer">Tells when two keys are one. Has to be thread-safe.</param>
    public SubscriptionIndex(SubscriptionIndexOptions options, IEqualityComparer<TKey> comparer)
        : this(options, comparer, new KeyHasher())
    {
    }

    /// <summary>Creates an index whose hashes are known, for tests.</summary>
    internal SubscriptionIndex(SubscriptionIndexOptions options, IEqualityComparer<TKey> comparer, KeyHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(comparer);
        _hasher = hasher;
        _options = options;
        _comparer = comparer;
        _compiler = options.Compiler ?? new FilterCompiler();
        _contexts = new ContextPool(_hasher);
        _emptyLayout = IndexLayout.Create(options.EventTypeAttributes);
        _maintenance = new BackgroundWork(options.TimeProvider, Maintain);
        _writer = new IndexWriter<TKey>(_emptyLayout, _hasher, comparer) { Failed = _maintenance.Fail };
        _planner = CreatePlanner(_emptyLayout);
    }

    /// <summary>Gets the number of subscriptions.</summary>
    public int Count => _writer.Current.Count;

    /// <summary>Gets the number of attributes for which events are read, those of the event type among them.</summary>
    internal int AttributesRead => _writer.Current.Layout.RequestCount;

    /// <summary>Finds whether there is a subscription.</summary>
    /// <param name="key">What it is known by.</param>
    /// <returns>Whether there is one.</returns>
    public bool Contains(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ulong hash = _writer.HashOf(key);
        return Array.Exists(_writer.Current.Views, view => view.Keyed.Find(key, hash, view.Deletions) >= 0);
    }

    /// <summary>Finds the subscriptions that an event matches. Allocates nothing once warm.</summary>
    /// <param name="utf8Event">
    /// The event as JSON in UTF-8, without a byte order mark. It is copied once; should its owner change it meanwhile, the event is some mixture
    /// of what was there before and after, or refused.
    /// </param>
    /// <returns>Their keys, to be enumerated at once.</returns>
    /// <exception cref="EventFormatException">The event is no JSON, as far as <see cref="FilterCompilerOptions.EventReading"/> looks, or beyond a limit.</exception>
    public SubscriptionMatches<TKey> Match(ReadOnlySpan<byte> utf8Event)
    {
        // The text may have come from elsewhere; it is on its way while everything else is made ready.
        Prefetch.Text(utf8Event);
        Snapshot<TKey> snapshot = _writer.Current;
        MatchContext context = _contexts.Rent();
        try
        {
            EventReader.Read(utf8Event, snapshot.Layout.Plan, context.Slots, _compiler.Limits);
        }
        catch
        {
            _contexts.Return(context, context.Lease);
            throw;
        }

        return Match(snapshot, context);
    }

    /// <summary>Finds the subscriptions that an event matches, which was parsed already, by reading the text behind it.</summary>
    /// <param name="event">The event.</param>
    /// <returns>Their keys, to be enumerated at once.</returns>
    /// <exception cref="EventFormatException">The event is beyond a limit of <see cref="FilterCompilerOptions"/>.</exception>
    public SubscriptionMatches<TKey> Match(JsonElement @event)
    {
        Snapshot<TKey> snapshot = _writer.Current;
        MatchContext context = _contexts.Rent();
        try
        {
            EventReader.Read(@event, snapshot.Layout.Plan, context.Slots, _compiler.Limits);
        }
        catch
        {
            _contexts.Return(context, context.Lease);
            throw;
        }

        return Match(snapshot, context);
    }

    /// <summary>Finds the subscriptions that an event matches, which was split into attributes already.</summary>
    /// <param name="attributes">Values by dotted path: see <see cref="EventAttributes.Read(IReadOnlyDictionary{string, object})"/>.</param>
    /// <returns>Their keys, to be enumerated at once.</returns>
    /// <exception cref="ArgumentException">A value is of a type that an event cannot hold.</exception>
    public SubscriptionMatches<TKey> Match(IReadOnlyDictionary<string, object?> attributes)
    {
        Snapshot<TKey> snapshot = _writer.Current;
        MatchContext context = _contexts.Rent();
        try
        {
            AttributeReader.Read(attributes, snapshot.Layout.Plan, context.Slots, _compiler.Limits);
        }
        catch
        {
            _contexts.Return(context, context.Lease);
            throw;
        }

        return Match(snapshot, context);
    }

    /// <summary>Finds the subscriptions that an event matches, into a buffer of the caller.</summary>
    /// <param name="utf8Event">The event as JSON in UTF-8, without a byte order mark.</param>
    /// <param name="keys">Takes their keys, as many as it can hold.</param>
    /// <returns>The number of matches, which may be larger than the buffer.</returns>
    /// <exception cref="EventFormatException">The event is no JSON, as far as <see cref="FilterCompilerOptions.EventReading"/> looks, or beyond a limit.</exception>
    public int Match(ReadOnlySpan<byte> utf8Event, Span<TKey> keys)
    {
        using SubscriptionMatches<TKey> matches = Match(utf8Event);
        matches.CopyTo(keys);
        return matches.Count;
    }

    /// <summary>Finds the subscriptions that each of several events matches: faster than one by one, as memory is waited for together.</summary>
    /// <param name="utf8Events">The events as JSON in UTF-8, without byte order marks.</param>
    /// <param name="found">Is told of each match: the number of the event and the key; event by event.</param>
    /// <exception cref="EventFormatException">
    /// An event is no JSON, as far as <see cref="FilterCompilerOptions.EventReading"/> looks, or beyond a limit; those before it
    /// may have been told of.
    /// </exception>
    public void Match(IReadOnlyList<ReadOnlyMemory<byte>> utf8Events, Action<int, TKey> found)
    {
        ArgumentNullException.ThrowIfNull(utf8Events);
        ArgumentNullException.ThrowIfNull(found);
        BatchMatcher<TKey> batch = Interlocked.Exchange(ref _batch, null) ?? new BatchMatcher<TKey>(_hasher);
        try
        {
            batch.Match(_writer.Current, utf8Events, _compiler.Limits, found);
        }
        finally
        {
            _contexts.Count(batch.End());
        }

        Volatile.Write(ref _batch, batch);
    }

    /// <summary>Gives what the index holds and what it did. Walks through all tables, so it takes a while for a large index.</summary>
    /// <returns>The figures.</returns>
    public SubscriptionIndexStatistics GetStatistics()
    {
        Snapshot<TKey> snapshot = _writer.Current;
        (long events, long checks) = _contexts.Totals;
        return new IndexCensus<TKey>(snapshot).Take(events, checks) with { MaintenanceFailures = _maintenance.Failures };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private SubscriptionMatches<TKey> Match(Snapshot<TKey> snapshot, MatchContext context)
    {
        context.Begin(snapshot.Layout);
        KeyedView<TKey>[] views = snapshot.Views;
        Template[] templates = snapshot.Layout.Templates;
        for (int i = 0; i < views.Length; i++)
        {
            new SegmentMatcher(views[i].View, templates).Match(context, views[i].Keyed.Keys);
        }

        return new SubscriptionMatches<TKey>(_contexts, context, snapshot.Views);
    }
}
