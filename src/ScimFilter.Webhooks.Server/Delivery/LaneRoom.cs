using ScimFilter.Webhooks.Server.Telemetry;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>
/// How many deliveries of all lanes are on their way, and how many more may be. One leaves its room when its receiver has answered,
/// and only waits for the disk, or takes long, up to a bound: however many receivers hang, there is room for those that answer.
/// Guarded by the lock of the table.
/// </summary>
internal sealed class LaneRoom(DeliveryOptions options, WebhookMetrics metrics)
{
    // Waiting costs little, a connection and some memory, but not nothing.
    private const int MaxOutsideForEachInside = 8;

    private int _inside;
    private int _outside;

    // Of those inside, those of failing webhooks.
    private int _failing;

    // How much the claims may bring that were taken and not answered yet.
    private int _asked;

    /// <summary>Gets how many deliveries are on their way.</summary>
    public int UnderWay => _inside + _outside;

    /// <summary>Gets how many more may be.</summary>
    public int Free =>
        options.MaxConcurrency - _inside - _asked - Math.Max(0, _outside - (MaxOutsideForEachInside * options.MaxConcurrency));

    /// <summary>Gets how many more of failing webhooks may be.</summary>
    public int FreeForFailing => Math.Max(1, options.MaxConcurrency / 2) - _failing;

    public void Begin(Lane lane, int count)
    {
        _inside += count;
        _failing += lane.IsFailing ? count : 0;
        Change(lane, count);
    }

    public void End(Lane lane, bool hasLeft)
    {
        if (hasLeft)
        {
            lane.Outside--;
            _outside--;
        }
        else
        {
            _inside--;
            _failing -= lane.IsFailing ? 1 : 0;
        }

        Change(lane, -1);
    }

    /// <summary>Notes that a delivery leaves its room before it ends.</summary>
    public void Leave(Lane lane)
    {
        lane.Outside++;
        _outside++;
        _inside--;
        _failing -= lane.IsFailing ? 1 : 0;
    }

    public void SetFailing(Lane lane, bool isFailing)
    {
        if (lane.IsFailing != isFailing)
        {
            lane.IsFailing = isFailing;
            _failing += (isFailing ? 1 : -1) * (lane.UnderWay - lane.Outside);
        }
    }

    public void Ask(Lane lane, int room)
    {
        _asked += room - lane.Asked;
        lane.Asked = room;
    }

    private void Change(Lane lane, int change)
    {
        bool wasBusy = lane.UnderWay > 0;
        lane.UnderWay += change;
        metrics.LaneChanged(change, (lane.UnderWay > 0 ? 1 : 0) - (wasBusy ? 1 : 0));
    }
}
