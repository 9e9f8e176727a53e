namespace ScimFilter;

/// <content>Changes of the index.</content>
public sealed partial class SubscriptionIndex<TId>
{
    /// <summary>
    /// Adds a subscription with the priority 0, or replaces the one with the same id and its priority. Takes microseconds.
    /// </summary>
    /// <param name="id">What the subscription is known by.</param>
    /// <param name="eventTypes">The event types, compared exactly; none for any event, also one without a type.</param>
    /// <param name="filter">The filter; null for every event of those types.</param>
    /// <exception cref="FilterValidationException">The filter is not valid for these event types, or needs too many attributes.</exception>
    /// <exception cref="ArgumentException">An event type is null or has an unpaired surrogate.</exception>
    public void Set(TId id, IReadOnlyCollection<string> eventTypes, FilterExpression? filter) => Set(id, eventTypes, filter, 0);

    /// <summary>Adds a subscription, or replaces the one with the same id. Takes microseconds.</summary>
    /// <param name="id">What the subscription is known by.</param>
    /// <param name="eventTypes">The event types, compared exactly; none for any event, also one without a type.</param>
    /// <param name="filter">The filter; null for every event of those types.</param>
    /// <param name="priority">The priority, see <see cref="Subscription{TId}.Priority"/>.</param>
    /// <exception cref="FilterValidationException">The filter is not valid for these event types, or needs too many attributes.</exception>
    /// <exception cref="ArgumentException">An event type is null or has an unpaired surrogate.</exception>
    public void Set(TId id, IReadOnlyCollection<string> eventTypes, FilterExpression? filter, int priority)
    {
        if (!TrySet(id, eventTypes, filter, priority, out IReadOnlyList<FilterError> errors))
        {
            throw new FilterValidationException(filter!, errors);
        }
    }

    /// <summary>
    /// Does what <see cref="Set(TId, IReadOnlyCollection{string}, FilterExpression)"/> does, without an exception for a filter that is not
    /// valid.
    /// </summary>
    /// <param name="id">What the subscription is known by.</param>
    /// <param name="eventTypes">The event types, compared exactly; none for any event, also one without a type.</param>
    /// <param name="filter">The filter; null for every event of those types.</param>
    /// <param name="errors">Everything that is wrong with the filter, in the order of its text.</param>
    /// <returns>Whether the index has the subscription now. If not, it is unchanged.</returns>
    /// <exception cref="ArgumentException">An event type is null or has an unpaired surrogate.</exception>
    public bool TrySet(TId id, IReadOnlyCollection<string> eventTypes, FilterExpression? filter, out IReadOnlyList<FilterError> errors) =>
        TrySet(id, eventTypes, filter, 0, out errors);

    /// <summary>
    /// Does what <see cref="Set(TId, IReadOnlyCollection{string}, FilterExpression, int)"/> does, without an exception for a filter that is
    /// not valid.
    /// </summary>
    /// <param name="id">What the subscription is known by.</param>
    /// <param name="eventTypes">The event types, compared exactly; none for any event, also one without a type.</param>
    /// <param name="filter">The filter; null for every event of those types.</param>
    /// <param name="priority">The priority, see <see cref="Subscription{TId}.Priority"/>.</param>
    /// <param name="errors">Everything that is wrong with the filter, in the order of its text.</param>
    /// <returns>Whether the index has the subscription now. If not, it is unchanged.</returns>
    /// <exception cref="ArgumentException">An event type is null or has an unpaired surrogate.</exception>
    public bool TrySet(
        TId id, IReadOnlyCollection<string> eventTypes, FilterExpression? filter, int priority, out IReadOnlyList<FilterError> errors)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(eventTypes);
        return _writer.TrySet(id, eventTypes, filter, priority, out errors);
    }

    /// <summary>
    /// Adds or replaces many subscriptions at once: the fastest way to fill an index. Readers see all of them or none. Uses a second thread
    /// of the pool if one is free.
    /// </summary>
    /// <remarks>
    /// The sequence is read outside the lock of writers, who may change the index meanwhile, however long it takes. The load takes effect
    /// at its end, and then replaces subscriptions with the same ids, also those that were set while it ran.
    /// </remarks>
    /// <param name="subscriptions">The subscriptions; of several with one id the last one counts.</param>
    /// <exception cref="FilterValidationException">
    /// A filter is not valid, or the filters need too many attributes; nothing is loaded.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A subscription, its id, its event types or one of those is null, or an event type has an unpaired surrogate; nothing is loaded.
    /// </exception>
    public void Load(IEnumerable<Subscription<TId>> subscriptions) =>
        Load(subscriptions, static (subscription, errors) => throw new FilterValidationException(subscription.Filter!, errors));

    /// <summary>
    /// Does what <see cref="Load(IEnumerable{Subscription{TId}})"/> does, without the subscriptions whose filter is not valid.
    /// </summary>
    /// <param name="subscriptions">The subscriptions; of several with one id the last one counts.</param>
    /// <param name="refused">
    /// Is called for each subscription whose filter is not valid, with everything that is wrong with it, before the next one is read. If it
    /// throws, nothing is loaded.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A subscription, its id, its event types or one of those is null, or an event type has an unpaired surrogate; nothing is loaded.
    /// </exception>
    public void Load(IEnumerable<Subscription<TId>> subscriptions, Action<Subscription<TId>, IReadOnlyList<FilterError>> refused)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        ArgumentNullException.ThrowIfNull(refused);
        _writer.Load(subscriptions, refused);
    }

    /// <summary>Removes a subscription. Takes microseconds.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(TId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _writer.Remove(id);
    }

    /// <summary>Removes all subscriptions. A load that is running adds its subscriptions afterwards.</summary>
    public void Clear() => _writer.Clear();
}
