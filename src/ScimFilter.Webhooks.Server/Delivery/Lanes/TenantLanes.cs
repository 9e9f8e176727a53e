namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>What the lanes of one tenant take together, and those of them that can claim now. Guarded by the lock of the table.</summary>
internal sealed class TenantLanes(string id)
{
    private readonly Queue<Lane> _fast = new();
    private readonly Queue<Lane> _others = new();
    private bool _othersTurn;

    public string Id { get; } = id;

    /// <summary>Gets or sets how many lanes there are.</summary>
    public int Lanes { get; set; }

    /// <summary>Gets or sets how much of the capacity is taken or asked for.</summary>
    public int Taken { get; set; }

    /// <summary>Gets or sets how many deliveries take long and no capacity any more.</summary>
    public int Slow { get; set; }

    /// <summary>Gets or sets a value indicating whether the tenant stands in the schedule.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Gets how many lanes can claim now.</summary>
    public int Ready => _fast.Count + _others.Count;

    public void Add(Lane lane)
    {
        lane.IsReady = true;
        (lane.AnswersFast ? _fast : _others).Enqueue(lane);
    }

    /// <summary>Takes the next lane: by turns one that answers fast and one of the others, if those may claim.</summary>
    public Lane? Take(bool others)
    {
        Lane? lane = null;
        if (others && (_othersTurn || _fast.Count == 0) && _others.TryDequeue(out lane))
        {
            _othersTurn = false;
        }
        else if (_fast.TryDequeue(out lane))
        {
            _othersTurn = true;
        }
        else if (others)
        {
            _others.TryDequeue(out lane);
        }

        if (lane is not null)
        {
            lane.IsReady = false;
        }

        return lane;
    }
}
