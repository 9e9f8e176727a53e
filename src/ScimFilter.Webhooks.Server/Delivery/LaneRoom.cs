using ScimFilter.Webhooks.Server.Telemetry;

namespace ScimFilter.Webhooks.Server.Delivery;

/// <summary>
/// How many deliveries of all lanes are on their way, and how many more may be. One that takes long takes no room any more, up to a
/// bound: however many receivers hang, there is room for those that answer. Guarded by the lock of the table.
/// </summary>
internal sealed class LaneRoom(DeliveryOptions options, WebhookMetrics metrics)
{
    // Waiting costs little, a connection and some memory, but not nothing.
    private const int MaxSlowForEachQuick = 8;

    private int _quick;
    private int _slow;

    // Of the quick ones, those of failing webhooks.
    private int _failing;

    // How much the claims may bring that were taken and not answered yet.
    private int _asked;

    /// <summary>Gets how many deliveries are on their way.</summary>
    public int UnderWay => _quick + _slow;

    /// <summary>Gets how many more may be.</summary>
    public int Free =>
        options.MaxConcurrency - _quick - _asked - Math.Max(0, _slow - (MaxSlowForEachQuick * options.MaxConcurrency));

    /// <summary>Gets how many more of failing webhooks may be.</summary>
    public int FreeForFailing => Math.Max(1, options.MaxConcurrency / 2) - _failing;

    public void Begin(Lane lane, int count)
    {
        _quick += count;
        _failing += lane.IsFailing ? count : 0;
        Change(lane, count);
    }

    public void End(Lane lane, bool isSlow)
    {
        if (isSlow)
        {
            lane.Slow--;
            _slow--;
        }
        else
        {
            _quick--;
            _failing -= lane.IsFailing ? 1 : 0;
        }

        Change(lane, -1);
    }

    /// <summary>Notes that a delivery takes long.</summary>
    public void Slow(Lane lane)
    {
        lane.Slow++;
        _slow++;
        _quick--;
        _failing -= lane.IsFailing ? 1 : 0;
    }

    public void SetFailing(Lane lane, bool isFailing)
    {
        if (lane.IsFailing != isFailing)
        {
            lane.IsFailing = isFailing;
            _failing += (isFailing ? 1 : -1) * (lane.UnderWay - lane.Slow);
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
