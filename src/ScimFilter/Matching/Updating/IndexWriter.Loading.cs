using ScimFilter.Matching.Keys;
using ScimFilter.Matching.Planning;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Updating;

/// <content>Loads many subscriptions at once.</content>
internal sealed partial class IndexWriter<TId>
{
    /// <summary>Adds or replaces many subscriptions. The lock is taken for planning each of them, and once to publish all.</summary>
    /// <param name="subscriptions">The subscriptions; of several with one id the last one counts.</param>
    /// <param name="refused">Is called for each subscription whose filter is not valid, with everything that is wrong with it.</param>
    public void Load(IEnumerable<Subscription<TId>> subscriptions, Action<Subscription<TId>, IReadOnlyList<FilterError>> refused)
    {
        List<int> uses = [];
        try
        {
            Load(subscriptions, refused, uses);
        }
        catch
        {
            lock (_writing)
            {
                uses.ForEach(_layouts.Uses.Remove);
                _layouts.FreeUnused();
            }

            throw;
        }
    }

    private void Load(
        IEnumerable<Subscription<TId>> subscriptions, Action<Subscription<TId>, IReadOnlyList<FilterError>> refused, List<int> uses)
    {
        var bulk = new BulkLoad<TId>(_hasher, _comparer);
        var handover = new LoadHandover<TId>(bulk);
        SubscriptionOutline outline = RentOutline();
        foreach (Subscription<TId> subscription in subscriptions)
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
            List<SnapshotSegment<TId>> segments = [.. Current.Segments];
            List<int> unused = bulk.AddTo(segments);
            Publish(segments);
            unused.ForEach(_layouts.Uses.Remove);
            uses.Clear();
        }
    }

    private bool TryAdd(
        Subscription<TId> subscription,
        SubscriptionOutline outline,
        LoadHandover<TId> handover,
        List<int> uses,
        out IReadOnlyList<FilterError> errors)
    {
        errors = Validate(subscription.Filter, subscription.EventTypes);
        if (errors.Count > 0)
        {
            return false;
        }

        outline.Plan(subscription.EventTypes, subscription.Filter);
        lock (_writing)
        {
            if (!_layouts.TryPlan(outline, subscription.Filter, out ReadOnlySpan<Entry> entries, out errors))
            {
                return false;
            }

            uses.Add(_layouts.Uses.Add(entries));
            handover.Add(subscription.Id, entries, uses[^1]);
            return true;
        }
    }

    private static void CheckItem(Subscription<TId>? subscription, string name)
    {
        if (subscription is null || subscription.Id is null || subscription.EventTypes is null)
        {
            throw new ArgumentNullException(name, "A subscription to load is null, or its id or its event types are null.");
        }
    }
}
