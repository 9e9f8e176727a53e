namespace ScimFilter.Repl.Matching;

/// <summary>Finds the subscriptions that an event matches: those of its type, one by one, on attributes that are read once.</summary>
internal sealed class SubscriptionSet
{
    private readonly Dictionary<string, List<Subscription>> _byType = new(StringComparer.Ordinal);
    private readonly List<Subscription> _ofAnyType = [];
    private readonly EventAttributes _attributes;

    /// <summary>Creates the set.</summary>
    /// <param name="subscriptions">The subscriptions, each with its own id.</param>
    /// <param name="compiler">The compiler of their filters.</param>
    public SubscriptionSet(IEnumerable<Subscription> subscriptions, FilterCompiler compiler)
    {
        // A layout needs a filter, and even for subscriptions without one an event must be checked to be JSON.
        List<CompiledFilter> filters = [compiler.Compile(FilterExpression.Parse("id pr"))];
        foreach (Subscription subscription in subscriptions.OrderBy(subscription => subscription.Id, StringComparer.Ordinal))
        {
            if (subscription.Filter is not null)
            {
                filters.Add(subscription.Filter);
            }

            Add(subscription);
        }

        _attributes = new EventAttributes(new EventLayout(filters));
    }

    /// <summary>Finds the subscriptions that an event matches.</summary>
    /// <param name="utf8Event">The event.</param>
    /// <param name="ids">Gets the ids, in ordinal order.</param>
    /// <exception cref="EventFormatException">The event is no JSON, or beyond a limit.</exception>
    public void Match(ReadOnlySpan<byte> utf8Event, List<string> ids)
    {
        ids.Clear();
        _attributes.Read(utf8Event);
        Collect(_ofAnyType, ids);
        int ofAnyType = ids.Count;
        if (EventType.Read(utf8Event) is { } type && _byType.TryGetValue(type, out List<Subscription>? ofType))
        {
            Collect(ofType, ids);
        }

        // Both parts are in order; together only when one of them is empty.
        if (ofAnyType > 0 && ids.Count > ofAnyType)
        {
            ids.Sort(StringComparer.Ordinal);
        }
    }

    private void Add(Subscription subscription)
    {
        if (subscription.Types.Count == 0)
        {
            _ofAnyType.Add(subscription);
        }

        foreach (string type in subscription.Types)
        {
            if (!_byType.TryGetValue(type, out List<Subscription>? ofType))
            {
                _byType.Add(type, ofType = []);
            }

            ofType.Add(subscription);
        }
    }

    private void Collect(List<Subscription> candidates, List<string> ids)
    {
        foreach (Subscription subscription in candidates)
        {
            if (subscription.Filter?.Matches(_attributes) != false)
            {
                ids.Add(subscription.Id);
            }
        }
    }
}
