using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Telemetry;

namespace ScimFilter.Webhooks.Server.Delivery.Lanes;

/// <summary>
/// How many deliveries of all lanes are under way, and how many more may be. A delivery takes capacity while it is posted. When that takes
/// long, or is done and only has to be stored, it gives its capacity back: what hangs costs little, and however many receivers hang there
/// is capacity for those that answer. Guarded by the lock of the table.
/// </summary>
/// <remarks>
/// Two rules divide it. No tenant takes more than is left free, so that one that floods the service leaves half to the next, and n that do
/// leave 1 / (n + 1). And lanes that did not answer fast the last time, or never, take half at most, whosever they are.
/// </remarks>
internal sealed class LaneCapacity(DeliveryOptions options, WebhookMetrics metrics)
{
    // What hangs costs a connection and some memory: little, but not nothing.
    private const int SlowForEach = 8;

    private int _posting;
    private int _slow;
    private int _storing;
    private int _asked;

    // Of those posted and asked for, those of lanes that do not answer fast.
    private int _others;

    /// <summary>Gets how many deliveries are under way.</summary>
    public int UnderWay => _posting + _slow + _storing;

    /// <summary>
    /// Gets how many more may be posted. Answers that wait for the disk hold new deliveries up only when they are very many.
    /// </summary>
    public int Free => options.MaxConcurrency - _posting - _asked - Math.Max(0, _storing - (SlowForEach * options.MaxConcurrency));

    private int MaxSlow => SlowForEach * options.MaxConcurrency;

    /// <summary>Gets how many more may be posted of lanes that do not answer fast.</summary>
    public int FreeForOthers => Math.Min(Free, Math.Min(Math.Max(1, options.MaxConcurrency / 2) - _others, MaxSlow - _slow));

    /// <summary>Gets how many more of a tenant's may be posted.</summary>
    public int FreeFor(TenantLanes tenant)
    {
        int free = Math.Min(Free, Math.Max(1, Free) - tenant.Taken);
        return Math.Min(free, Math.Max(1, MaxSlow - _slow) - tenant.Slow);
    }

    /// <summary>Gets how many more of a lane's may be posted.</summary>
    public int FreeFor(Lane lane) =>
        Math.Min(lane.AnswersFast ? Free : FreeForOthers, Math.Min(FreeFor(lane.Tenant), lane.Limit - lane.Posting));

    public void Begin(Lane lane, int count)
    {
        bool wasBusy = lane.Posting + lane.Storing > 0;
        Take(lane, count);
        _posting += count;
        lane.Posting += count;
        Report(lane, count, wasBusy);
    }

    /// <summary>Notes that deliveries will be claimed, or that the answer to a claim has come.</summary>
    public void Ask(Lane lane, int count)
    {
        Take(lane, count - lane.Asked);
        _asked += count - lane.Asked;
        lane.Asked = count;
    }

    /// <summary>Notes that a delivery that is posted takes long.</summary>
    public void Slow(Lane lane)
    {
        Take(lane, -1);
        _posting--;
        _slow++;
        lane.Slow++;
        lane.Tenant.Slow++;
    }

    /// <summary>Notes that a delivery is no longer posted, and has to be stored.</summary>
    public void Answer(Lane lane, bool wasSlow)
    {
        if (wasSlow)
        {
            _slow--;
            lane.Slow--;
            lane.Tenant.Slow--;
        }
        else
        {
            Take(lane, -1);
            _posting--;
        }

        lane.Posting--;
        _storing++;
        lane.Storing++;
    }

    /// <summary>Notes that a delivery has ended.</summary>
    public void End(Lane lane)
    {
        _storing--;
        lane.Storing--;
        Report(lane, -1, wasBusy: true);
    }

    public void SetAnswersFast(Lane lane, bool answersFast)
    {
        if (lane.AnswersFast != answersFast)
        {
            _others += (answersFast ? -1 : 1) * (lane.Posting - lane.Slow + lane.Asked);
            lane.AnswersFast = answersFast;
        }
    }

    private void Take(Lane lane, int count)
    {
        lane.Tenant.Taken += count;
        _others += lane.AnswersFast ? 0 : count;
    }

    private void Report(Lane lane, int change, bool wasBusy) =>
        metrics.LaneChanged(change, (lane.Posting + lane.Storing > 0 ? 1 : 0) - (wasBusy ? 1 : 0));
}
