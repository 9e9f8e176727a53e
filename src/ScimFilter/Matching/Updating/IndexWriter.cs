using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Planning;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Tables;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// Changes an index: owns the lock of writers, the planner and the background maintenance. Thread-safe. Writers validate and outline
/// filters before they take the lock; readers take none, and read <see cref="Current"/>.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed partial class IndexWriter<TId>
    where TId : notnull
{
    private readonly Lock _writing = new();
    private readonly FilterCompiler _compiler;
    private readonly SubscriptionIndexOptions _options;
    private readonly IEqualityComparer<TId> _comparer;
    private readonly KeyHasher _hasher;
    private readonly SnapshotWriter<TId> _snapshots;
    private readonly LayoutWriter<TId> _layouts;
    private readonly IndexMaintenance<TId> _maintenance;
    private readonly BackgroundWork _work;
    private SubscriptionOutline? _outline;

    /// <summary>Creates an empty index.</summary>
    public IndexWriter(FilterCompiler compiler, SubscriptionIndexOptions options, IEqualityComparer<TId> comparer, KeyHasher hasher)
    {
        (_compiler, _options, _comparer, _hasher) = (compiler, options, comparer, hasher);
        _work = new BackgroundWork(options.TimeProvider, () => _maintenance!.Run());
        _snapshots = new SnapshotWriter<TId>(IndexLayout.Create(options.EventTypeAttributes), hasher, comparer) { Failed = _work.Fail };
        _layouts = new LayoutWriter<TId>(compiler, options, _snapshots);
        _maintenance = new IndexMaintenance<TId>(_writing, options, _work, _snapshots, _layouts);
    }

    /// <summary>Gets the published snapshot.</summary>
    public Snapshot<TId> Current => _snapshots.Current;

    /// <summary>Gets the exception of the last maintenance; null when it succeeded.</summary>
    public Exception? MaintenanceFault => _work.Fault;

    /// <summary>Gets the number of times that maintenance failed.</summary>
    public long MaintenanceFailures => _work.Failures;

    /// <summary>Gives the hash of an id.</summary>
    public ulong HashOf(TId id) => _snapshots.HashOf(id);

    /// <summary>Adds or replaces a subscription.</summary>
    /// <param name="id">The id.</param>
    /// <param name="eventTypes">The event types; none for any.</param>
    /// <param name="filter">The filter; null for one that always holds.</param>
    /// <param name="priority">The priority.</param>
    /// <param name="errors">Everything that is wrong with the filter.</param>
    /// <returns>Whether the subscription is set. If not, the index is unchanged.</returns>
    public bool TrySet(
        TId id, IReadOnlyCollection<string> eventTypes, FilterExpression? filter, int priority, out IReadOnlyList<FilterError> errors)
    {
        // The filter may have been parsed long ago. Its memory arrives while the id is hashed.
        Prefetch.Object(eventTypes);
        Prefetch.Object(filter);
        ulong hash = HashOf(id);
        _snapshots.Prefetch(hash);
        FilterPrefetch.Prefetch(filter);
        errors = Validate(filter, eventTypes);
        if (errors.Count > 0)
        {
            return false;
        }

        SubscriptionOutline outline = RentOutline();
        outline.Plan(eventTypes, filter);
        bool isSet = TrySet(id, hash, outline, filter, priority, out errors);
        Return(outline);
        return isSet;
    }

    /// <summary>Says how a subscription would be found, without a lock: a layout never changes.</summary>
    /// <exception cref="FilterValidationException">The filter is not valid.</exception>
    public SubscriptionPlan Plan(IReadOnlyCollection<string> eventTypes, FilterExpression? filter)
    {
        IReadOnlyList<FilterError> errors = Validate(filter, eventTypes);
        return errors.Count == 0
            ? new PlanDescription(_compiler, _options, Current.Layout).Of(eventTypes, filter)
            : throw new FilterValidationException(filter!, errors);
    }

    /// <summary>Removes a subscription.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(TId id)
    {
        lock (_writing)
        {
            List<SnapshotSegment<TId>> segments = [.. Current.Segments];
            bool removed = SnapshotWriter<TId>.Remove(segments, id, HashOf(id), out int use);
            if (removed)
            {
                Publish(segments);
                _layouts.Uses.Remove(use);
            }

            return removed;
        }
    }

    /// <summary>Removes all subscriptions.</summary>
    public void Clear()
    {
        lock (_writing)
        {
            foreach (SnapshotSegment<TId> segment in Current.Segments)
            {
                segment.RemoveUses(_layouts.Uses);
            }

            _layouts.Clear();
            Publish([]);
        }
    }

    private bool TrySet(
        TId id, ulong hash, SubscriptionOutline outline, FilterExpression? filter, int priority, out IReadOnlyList<FilterError> errors)
    {
        lock (_writing)
        {
            IndexLayout before = _layouts.Plan(outline, out ReadOnlySpan<Entry> entries);
            bool isBeyondLimit = _layouts.IsBeyondLimit(before);
            int use = _layouts.Uses.Add(entries);
            if (isBeyondLimit && _layouts.IsBeyondLimitWithout(new() { [SnapshotWriter<TId>.UseOf(Current.Segments, id, hash)] = 1 }))
            {
                errors = _layouts.Refuse(before, use, filter!);
                return false;
            }

            List<SnapshotSegment<TId>> segments = [.. Current.Segments];
            SnapshotWriter<TId>.Remove(segments, id, hash, out int replaced);
            _snapshots.Add(segments, id, hash, entries, new SubscriptionData(use, priority));
            Publish(segments);

            // Last: if something throws, a count stays too high, and the worst is that numbers are not freed.
            _layouts.Uses.Remove(replaced);
            if (isBeyondLimit)
            {
                _layouts.FreeUnused();
            }

            errors = [];
            return true;
        }
    }

    private void Publish(List<SnapshotSegment<TId>> segments)
    {
        _maintenance.TryMergeSmall(segments);
        _snapshots.Publish(_layouts.Layout, segments);
        _maintenance.RequestIfDue();
    }

    private IReadOnlyList<FilterError> Validate(FilterExpression? filter, IReadOnlyCollection<string> eventTypes) =>
        filter is null ? [] : _compiler.Validate(filter, eventTypes);

    /// <summary>
    /// Gives an outline to use outside the lock. One is kept, as it remembers the attributes of earlier filters; when another writer has
    /// it, or an exception kept it from being returned, a new one is created.
    /// </summary>
    private SubscriptionOutline RentOutline() =>
        Interlocked.Exchange(ref _outline, null) ?? new SubscriptionOutline(_compiler, _options.MaxAlternatives);

    private void Return(SubscriptionOutline outline)
    {
        outline.Clear();
        Volatile.Write(ref _outline, outline);
    }
}
