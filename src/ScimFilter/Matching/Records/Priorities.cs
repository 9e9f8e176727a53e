namespace ScimFilter.Matching.Records;

/// <summary>
/// By subscription number: the priority. All behind the end of the array have the default, zero, so an index without priorities has no
/// array. Immutable, except that later states of a growing segment write elements of subscriptions that earlier states do not have.
/// </summary>
internal readonly struct Priorities
{
    private readonly int[]? _priorities;

    private Priorities(int[] priorities) => _priorities = priorities;

    /// <summary>Gets the memory in bytes.</summary>
    public long Bytes => (long)sizeof(int) * (_priorities?.Length ?? 0);

    /// <summary>Copies the priorities of subscriptions, unless all have the default.</summary>
    public static Priorities Of(ReadOnlySpan<SubscriptionData> data)
    {
        Priorities priorities = default;
        for (int i = 0; i < data.Length; i++)
        {
            priorities = priorities.With(i, data[i].Priority, data.Length);
        }

        return priorities;
    }

    /// <summary>Gives the priority of a subscription.</summary>
    public int Of(int subscription)
    {
        int[]? priorities = _priorities;
        return priorities is not null && (uint)subscription < (uint)priorities.Length ? priorities[subscription] : 0;
    }

    /// <summary>Adds the priority of the next subscription.</summary>
    /// <param name="subscription">Its number.</param>
    /// <param name="priority">The priority.</param>
    /// <param name="capacity">The number of subscriptions for which to reserve memory when an array is needed.</param>
    public Priorities With(int subscription, int priority, int capacity)
    {
        if (_priorities is not null && subscription < _priorities.Length)
        {
            _priorities[subscription] = priority;
            return this;
        }

        return priority == 0 ? this : Resized(capacity).With(subscription, priority, capacity);
    }

    /// <summary>Gives the priorities in a new array with capacity for more subscriptions, unless all have the default.</summary>
    public Priorities WithCapacity(int capacity) => _priorities is null || _priorities.Length >= capacity ? this : Resized(capacity);

    private Priorities Resized(int capacity)
    {
        int[] larger = new int[capacity];
        _priorities?.CopyTo(larger, 0);
        return new Priorities(larger);
    }
}
