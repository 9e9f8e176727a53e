using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Memory;
using ScimFilter.Matching.Planning;
using ScimFilter.Matching.Records;
using ScimFilter.Matching.Updating;
using ScimFilter.Schema;

namespace ScimFilter;

public sealed partial class SubscriptionIndex<TKey>
{
    /// <summary>Adds a subscription, or puts it in the place of the one with its key. Takes microseconds.</summary>
    /// <param name="key">What it is known by.</param>
    /// <param name="eventTypes">The event types, compared exactly; none means any, also of events without a type.</param>
    /// <param name="filter">The filter; null means every event of those types.</param>
    /// <exception cref="FilterValidationException">The filter is not valid for these event types, or asks for too many attributes.</exception>
    /// <exception cref="ArgumentException">An event type is null or holds half of a surrogate pair.</exception>
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
    /// <exception cref="ArgumentException">An event type is null or holds half of a surrogate pair.</exception>
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
        bool isSet = TrySet(key, hash, outline, filter, out errors);
        Return(outline);
        return isSet;
    }

    /// <summary>
    /// Adds or replaces many subscriptions at once: the fast way to fill an index, and readers see all of it or nothing. A thread of the
    /// pool helps the caller's, as far as one is free.
    /// </summary>
    /// <remarks>
    /// The sequence is read outside the lock of writers, who may change the index meanwhile, however long it takes. The load is one change at
    /// its end: it then replaces subscriptions of the same keys, also those that were set while it went on.
    /// </remarks>
    /// <param name="subscriptions">The subscriptions; of several with one key the last counts.</param>
    /// <exception cref="FilterValidationException">A filter is not valid, or the filters ask for too many attributes; nothing is loaded.</exception>
    /// <exception cref="ArgumentException">
    /// A subscription, its key, its event types or one of those is null, or an event type holds half of a surrogate pair; nothing is loaded.
    /// </exception>
    public void Load(IEnumerable<Subscription<TKey>> subscriptions) =>
        Load(subscriptions, static (subscription, errors) => throw new FilterValidationException(subscription.Filter!, errors));

    /// <summary>
    /// Adds or replaces many subscriptions at once: the fast way to fill an index, and readers see all of it or nothing. A thread of the
    /// pool helps the caller's, as far as one is free.
    /// </summary>
    /// <remarks>
    /// The sequence is read outside the lock of writers, who may change the index meanwhile, however long it takes. The load is one change at
    /// its end: it then replaces subscriptions of the same keys, also those that were set while it went on.
    /// </remarks>
    /// <param name="subscriptions">The subscriptions; of several with one key the last counts.</param>
    /// <param name="refused">
    /// Is told of each whose filter is not valid, with everything that is wrong, before the next one is read; the others are taken. If it
    /// throws, nothing is loaded.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A subscription, its key, its event types or one of those is null, or an event type holds half of a surrogate pair; nothing is loaded.
    /// </exception>
    public void Load(IEnumerable<Subscription<TKey>> subscriptions, Action<Subscription<TKey>, IReadOnlyList<FilterError>> refused)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        ArgumentNullException.ThrowIfNull(refused);
        List<int> uses = [];
        try
        {
            LoadAll(subscriptions, refused, uses);
        }
        catch
        {
            lock (_writing)
            {
                uses.ForEach(_uses.Remove);
                TryGiveUpUnused(_planner.Layout);
            }

            throw;
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
            bool removed = IndexWriter<TKey>.Delete(views, key, _writer.HashOf(key), out int use);
            if (removed)
            {
                Publish(views);
                _uses.Remove(use);
            }

            return removed;
        }
    }

    /// <summary>Removes all subscriptions. A load that goes on meanwhile adds its subscriptions afterwards.</summary>
    public void Clear()
    {
        lock (_writing)
        {
            KeyedView<TKey>[] views = _writer.Current.Views;
            IndexLayout layout = _planner.Layout;
            foreach (KeyedView<TKey> view in views)
            {
                view.RemoveUses(_uses);
            }

            _planner = CreatePlanner(_uses.IsEmpty ? _emptyLayout : layout.Without(_uses));
            Publish([]);
        }
    }

    private bool TrySet(TKey key, ulong hash, SubscriptionOutline outline, FilterExpression? filter, out IReadOnlyList<FilterError> errors)
    {
        lock (_writing)
        {
            if (!TryPlan(outline, filter, out ReadOnlySpan<Entry> entries, out errors))
            {
                return false;
            }

            List<KeyedView<TKey>> views = [.. _writer.Current.Views];
            IndexWriter<TKey>.Delete(views, key, hash, out int before);
            _writer.Add(views, key, hash, entries, _uses.Add(entries));
            Publish(views);

            // Had something thrown, what is counted in vain would only not be given up.
            _uses.Remove(before);
            return true;
        }
    }

    private void LoadAll(
        IEnumerable<Subscription<TKey>> subscriptions, Action<Subscription<TKey>, IReadOnlyList<FilterError>> refused, List<int> uses)
    {
        var bulk = new BulkLoad<TKey>(_hasher, _comparer);
        var handover = new LoadHandover<TKey>(bulk);
        SubscriptionOutline outline = RentOutline();
        foreach (Subscription<TKey> subscription in subscriptions)
        {
            CheckItem(subscription, nameof(subscriptions));
            if (TryAdd(subscription, outline, handover, uses, out IReadOnlyList<FilterError> errors))
            {
                handover.Flush();
            }
            else
            {
                refused(subscription, errors);
            }
        }

        Return(outline);
        handover.Complete();
        bulk.Build();
        lock (_writing)
        {
            List<KeyedView<TKey>> views = [.. _writer.Current.Views];
            List<int> unused = bulk.AddTo(views);
            Publish(views);
            unused.ForEach(_uses.Remove);
            uses.Clear();
        }
    }

    private bool TryAdd(
        Subscription<TKey> subscription,
        SubscriptionOutline outline,
        LoadHandover<TKey> handover,
        List<int> uses,
        out IReadOnlyList<FilterError> errors)
    {
        errors = Check(subscription.Filter, subscription.EventTypes);
        if (errors.Count > 0)
        {
            return false;
        }

        outline.Plan(subscription.EventTypes, subscription.Filter);
        lock (_writing)
        {
            if (!TryPlan(outline, subscription.Filter, out ReadOnlySpan<Entry> entries, out errors))
            {
                return false;
            }

            uses.Add(_uses.Add(entries));
            handover.Add(subscription.Key, entries, uses[^1]);
            return true;
        }
    }

    private static void CheckItem(Subscription<TKey>? subscription, string name)
    {
        if (subscription is null || subscription.Key is null || subscription.EventTypes is null)
        {
            throw new ArgumentNullException(name, "A subscription to load is null, or has null for its key or for its event types.");
        }
    }

    private SubscriptionPlanner CreatePlanner(IndexLayout layout) => new(_compiler, layout, _options.MaxTemplates, _options.MaxAlternatives);

    private IReadOnlyList<FilterError> Check(FilterExpression? filter, IReadOnlyCollection<string> eventTypes) =>
        filter is null ? [] : new FilterValidator(_compiler.Options.Schema, eventTypes).Validate(filter);

    /// <summary>
    /// Writers outline what they add before they wait for each other; an outline knows attributes that were asked for before. One that is
    /// not given back, as an exception came in between, is made anew.
    /// </summary>
    private SubscriptionOutline RentOutline() => Interlocked.Exchange(ref _outline, null) ?? new SubscriptionOutline(_compiler, _options.MaxAlternatives);

    private void Return(SubscriptionOutline outline)
    {
        outline.Forget();
        Volatile.Write(ref _outline, outline);
    }

    /// <summary>Plans a subscription. When a limit is in the way, what no subscription uses any more is given up first.</summary>
    private bool TryPlan(SubscriptionOutline outline, FilterExpression? filter, out ReadOnlySpan<Entry> entries, out IReadOnlyList<FilterError> errors)
    {
        IndexLayout before = _planner.Layout;
        entries = _planner.Plan(outline);
        if ((_planner.LacksTemplate || IsBeyondLimit(before)) && TryGiveUpUnused(before))
        {
            before = _planner.Layout;
            entries = _planner.Plan(outline);
        }

        errors = [];
        if (IsBeyondLimit(before))
        {
            _planner.Reset(before);
            errors = [new FilterError(FilterErrorKind.TooManyAttributes, filter!.Span) { Subject = $"{_options.MaxAttributes}" }];
        }

        return errors.Count == 0;
    }

    private bool IsBeyondLimit(IndexLayout before) =>
        _planner.Layout.RequestCount > Math.Max(_emptyLayout.RequestCount + _options.MaxAttributes, before.RequestCount);

    /// <summary>Frees the numbers of templates, attributes and slots that no subscription uses.</summary>
    /// <returns>Whether there were any.</returns>
    private bool TryGiveUpUnused(IndexLayout layout)
    {
        IndexLayout left = layout.Without(_uses);
        if (ReferenceEquals(left, layout))
        {
            return false;
        }

        _uses.ForgetIdle();
        _planner.Reset(left);
        List<KeyedView<TKey>> views = [.. _writer.Current.Views];
        _writer.RemoveUnused(views, left.Templates);
        _writer.Publish(left, views);
        return true;
    }
}
