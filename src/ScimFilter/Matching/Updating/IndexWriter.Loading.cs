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
        var replaced = new ReplacedUses<TId>(_comparer);
        try
        {
            Load(subscriptions, refused, replaced);
        }
        catch
        {
            lock (_writing)
            {
                replaced.Uses.ForEach(_layouts.Uses.Remove);
                _layouts.FreeUnused();
            }

            throw;
        }
    }

    private void Load(
        IEnumerable<Subscription<TId>> subscriptions,
        Action<Subscription<TId>, IReadOnlyList<FilterError>> refused,
        ReplacedUses<TId> replaced)
    {
        var bulk = new BulkLoad<TId>(_hasher, _comparer);
        var handover = new LoadHandover<TId>(bulk);
        SubscriptionOutline outline = RentOutline();
        foreach (Subscription<TId> subscription in subscriptions)
        {
            CheckItem(subscription, nameof(subscriptions));
            if (TryAdd(subscription, outline, handover, replaced, out IReadOnlyList<FilterError> errors))
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
            replaced.Uses.Clear();
            if (_layouts.HasTooManyAttributes)
            {
                _layouts.FreeUnused();
            }
        }
    }

    private bool TryAdd(
        Subscription<TId> subscription,
        SubscriptionOutline outline,
        LoadHandover<TId> handover,
        ReplacedUses<TId> replaced,
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
            IndexLayout before = _layouts.Plan(outline, out ReadOnlySpan<Entry> entries);
            int use = _layouts.Uses.Add(entries);
            SnapshotSegment<TId>[] segments = Current.Segments;
            if (_layouts.HasTooManyAttributes && !replaced.Has(use, segments)
                && _layouts.IsBeyondLimitWithout(replaced.LeavingWith(subscription.Id, segments)))
            {
                errors = _layouts.Refuse(before, use, subscription.Filter!);
                return false;
            }

            replaced.Add(subscription.Id, use);
            handover.Add(subscription.Id, entries, new SubscriptionData(use, subscription.Priority));
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
