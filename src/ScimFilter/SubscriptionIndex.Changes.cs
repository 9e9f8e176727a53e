using ScimFilter.Matching;
using ScimFilter.Schema;

namespace ScimFilter;

public sealed partial class SubscriptionIndex<TKey>
{
    /// <summary>Room is made for no more than so many subscriptions before they come.</summary>
    private const int MostExpected = 1 << 24;

    /// <summary>So few subscriptions may be added to a merged segment while writers wait.</summary>
    private const int FewLeft = 128;

    /// <summary>Each time there is less left, unless writers are as fast as the merge.</summary>
    private const int MostCatchUps = 16;

    /// <summary>Adds a subscription, or puts it in the place of the one with its key. Takes microseconds.</summary>
    /// <param name="key">What it is known by.</param>
    /// <param name="eventTypes">The event types, compared exactly; none means any, also of events without a type.</param>
    /// <param name="filter">The filter; null means every event of those types.</param>
    /// <exception cref="FilterValidationException">The filter is not valid for these event types, or asks for too many attributes.</exception>
    /// <exception cref="ArgumentException">An event type holds half of a surrogate pair.</exception>
    public void Set(TKey key, IReadOnlyCollection<string> eventTypes, FilterExpression? filter)
    {
        if (!TrySet(key, eventTypes, filter, out IReadOnlyList<FilterError> errors))
        {
            throw new FilterValidationException(filter!, errors);
        }
    }

    /// <summary>Does what <see cref="Set"/> does, without exceptions.</summary>
    /// <param name="key">What it is known by.</param>
    /// <param name="eventTypes">The event types, compared exactly; none means any, also of events without a type.</param>
    /// <param name="filter">The filter; null means every event of those types.</param>
    /// <param name="errors">Everything that is wrong with the filter, in the order of its text.</param>
    /// <returns>Whether the index holds the subscription now. If not, it is as it was.</returns>
    /// <exception cref="ArgumentException">An event type holds half of a surrogate pair.</exception>
    public bool TrySet(TKey key, IReadOnlyCollection<string> eventTypes, FilterExpression? filter, out IReadOnlyList<FilterError> errors)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(eventTypes);
        Prefetch.Object(eventTypes);
        Prefetch.Object(filter);
        ulong hash = _writer.HashOf(key);
        _writer.Ask(hash);
        FilterMemory.Ask(filter);
        errors = Check(filter, eventTypes);
        if (errors.Count > 0)
        {
            return false;
        }

        SubscriptionOutline outline = RentOutline();
        outline.Plan(eventTypes, filter);
        lock (_writing)
        {
            if (!TryPlan(outline, filter, out ReadOnlySpan<Entry> entries, out errors))
            {
                return false;
            }

            List<KeyedView<TKey>> views = [.. _writer.Current.Views];
            IndexWriter<TKey>.Delete(views, key, hash);
            _writer.Add(views, key, hash, entries);
            Publish(views);
        }

        Return(outline);
        return true;
    }

    /// <summary>
    /// Adds or replaces many subscriptions at once: the fast way to fill an index, and readers see all of it or nothing. A thread of the
    /// pool helps the caller's, as far as one is free.
    /// </summary>
    /// <param name="subscriptions">The subscriptions; of several with one key the last counts.</param>
    /// <exception cref="FilterValidationException">A filter is not valid; the index is as it was.</exception>
    /// <exception cref="ArgumentException">An event type holds half of a surrogate pair; the index is as it was.</exception>
    public void Load(IEnumerable<Subscription<TKey>> subscriptions) =>
        Load(subscriptions, static (subscription, errors) => throw new FilterValidationException(subscription.Filter!, errors));

    /// <summary>
    /// Adds or replaces many subscriptions at once: the fast way to fill an index, and readers see all of it or nothing. A thread of the
    /// pool helps the caller's, as far as one is free.
    /// </summary>
    /// <param name="subscriptions">The subscriptions; of several with one key the last counts.</param>
    /// <param name="refused">Is told of each whose filter is not valid, with everything that is wrong; the others are taken.</param>
    /// <exception cref="ArgumentException">An event type holds half of a surrogate pair; the index is as it was.</exception>
    /// <exception cref="InvalidOperationException">What gives the subscriptions cleared the index; it stays clear.</exception>
    public void Load(IEnumerable<Subscription<TKey>> subscriptions, Action<Subscription<TKey>, IReadOnlyList<FilterError>> refused)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        ArgumentNullException.ThrowIfNull(refused);
        lock (_writing)
        {
            try
            {
                LoadAll(subscriptions, refused);
            }
            catch
            {
                // What nobody asks for now is not to be read, nor to count.
                _planner.Forget(_writer.Current.Layout);
                throw;
            }
        }
    }

    /// <summary>Removes a subscription. Takes microseconds.</summary>
    /// <param name="key">What it is known by.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_writing)
        {
            List<KeyedView<TKey>> views = [.. _writer.Current.Views];
            bool removed = IndexWriter<TKey>.Delete(views, key, _writer.HashOf(key));
            if (removed)
            {
                Publish(views);
            }

            return removed;
        }
    }

    /// <summary>Removes all subscriptions.</summary>
    public void Clear()
    {
        lock (_writing)
        {
            _planner = CreatePlanner();
            Publish([]);
        }
    }

    private void LoadAll(IEnumerable<Subscription<TKey>> subscriptions, Action<Subscription<TKey>, IReadOnlyList<FilterError>> refused)
    {
        int expected = subscriptions.TryGetNonEnumeratedCount(out int known) ? Math.Min(known, MostExpected) : 0;
        var bulk = new BulkLoad<TKey>(_hasher, _comparer, expected);
        var handover = new LoadHandover<TKey>(bulk);
        SubscriptionPlanner planner = _planner;
        SubscriptionOutline outline = RentOutline();
        foreach (Subscription<TKey> subscription in subscriptions)
        {
            FilterExpression? filter = subscription.Filter;
            IReadOnlyList<FilterError> errors = Check(filter, subscription.EventTypes);
            if (errors.Count == 0)
            {
                outline.Plan(subscription.EventTypes, filter);
            }

            if (errors.Count == 0 && TryPlan(outline, filter, out ReadOnlySpan<Entry> entries, out errors))
            {
                handover.Add(subscription.Key, entries);
            }
            else
            {
                refused(subscription, errors);
            }
        }

        if (!ReferenceEquals(planner, _planner))
        {
            throw new InvalidOperationException("The index was cleared by what gave the subscriptions to load.");
        }

        Return(outline);
        handover.Complete();
        List<KeyedView<TKey>> views = [.. _writer.Current.Views];
        bulk.AddTo(views);
        Publish(views);
    }

    private SubscriptionPlanner CreatePlanner() => new(_compiler, _emptyLayout, _options.MaxTemplates, _options.MaxAlternatives);

    private IReadOnlyList<FilterError> Check(FilterExpression? filter, IReadOnlyCollection<string> eventTypes) =>
        filter is null ? [] : new FilterValidator(_compiler.Options.Schema, eventTypes).Validate(filter);

    /// <summary>Writers outline what they add before they wait for each other; an outline knows attributes that were asked for before.</summary>
    private SubscriptionOutline RentOutline() => Interlocked.Exchange(ref _outline, null) ?? new SubscriptionOutline(_compiler, _options.MaxAlternatives);

    private void Return(SubscriptionOutline outline)
    {
        outline.Forget();
        Volatile.Write(ref _outline, outline);
    }

    private bool TryPlan(SubscriptionOutline outline, FilterExpression? filter, out ReadOnlySpan<Entry> entries, out IReadOnlyList<FilterError> errors)
    {
        IndexLayout before = _planner.Layout;
        entries = _planner.Plan(outline);
        errors = [];
        int mostRequests = Math.Max(_emptyLayout.RequestCount + _options.MaxAttributes, before.RequestCount);
        if (_planner.Layout.RequestCount > mostRequests)
        {
            _planner.Forget(before);
            errors = [new FilterError(FilterErrorKind.TooManyAttributes, filter!.Span) { Subject = $"{_options.MaxAttributes}" }];
        }

        return errors.Count == 0;
    }

    private void Publish(List<KeyedView<TKey>> views)
    {
        _writer.MergeSmall(views, _planner.Layout);
        _writer.Publish(_planner.Layout, views);
        if (!_isTidying && _writer.IsUntidy())
        {
            _isTidying = true;
            ThreadPool.UnsafeQueueUserWorkItem(static index => index.Tidy(), this, preferLocal: false);
        }
    }

    /// <summary>Merges and moves segments while others read and write; they wait only for the moment in which the result takes its place.</summary>
    private void Tidy()
    {
        while (true)
        {
            RunningMerge<TKey>? merge;
            lock (_writing)
            {
                merge = _writer.BeginMerge(_planner.Layout);
                if (merge is null && !TryMove())
                {
                    _isTidying = false;
                    return;
                }
            }

            if (merge is not null)
            {
                Finish(merge);
            }
        }
    }

    private bool TryMove()
    {
        List<KeyedView<TKey>> views = [.. _writer.Current.Views];
        bool moved = _writer.TryMove(views, _planner.Layout);
        _writer.MergeSmall(views, _planner.Layout);
        _writer.Publish(_planner.Layout, views);
        return moved;
    }

    private void Finish(RunningMerge<TKey> merge)
    {
        merge.Run();
        for (int added = FewLeft + 1, i = 0; added > FewLeft && i < MostCatchUps; i++)
        {
            Snapshot<TKey> snapshot = _writer.Current;
            added = merge.CatchUp(snapshot.Views, snapshot.Layout.Templates);
        }

        lock (_writing)
        {
            List<KeyedView<TKey>> views = [.. _writer.Current.Views];
            _writer.EndMerge(views, _planner.Layout);
            _writer.MergeSmall(views, _planner.Layout);
            _writer.Publish(_planner.Layout, views);
        }
    }
}
