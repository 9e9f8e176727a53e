using ScimFilter.Matching.Records;
using ScimFilter.Matching.Updating;

namespace ScimFilter;

/// <content>Keeps segments few, mostly on a thread of the pool.</content>
public sealed partial class SubscriptionIndex<TKey>
{
    /// <summary>What is unused is given up when there is more than so much of it, and more than this part of all.</summary>
    private const int MostIdle = 8;

    private const int IdlePart = 8;

    private readonly BackgroundWork _maintenance;

    /// <summary>
    /// Gets the exception that ended the last background maintenance; null when it succeeded. Maintenance merges what changes left behind, so
    /// that matching stays fast and memory small. When it fails, say for lack of memory or because a comparer of keys throws, the index goes
    /// on to answer and to take changes from what it has, and tries again after a second, then after twice as long each time, up to a minute.
    /// </summary>
    /// <remarks>Thread-safe; costs a read. <see cref="SubscriptionIndexStatistics.MaintenanceFailures"/> counts all failures.</remarks>
    public Exception? MaintenanceFault => _maintenance.Fault;

    private void Publish(List<KeyedView<TKey>> views)
    {
        if (_maintenance.Fault is null)
        {
            TryMergeSmall(views);
        }

        _writer.Publish(_planner.Layout, views);
        if (_writer.IsUntidy() || HasManyUnused())
        {
            _maintenance.Request();
        }
    }

    /// <summary>Merges small segments, which whoever changes the index does on the way. Should it fail, they stay; the change is none the worse.</summary>
    private void TryMergeSmall(List<KeyedView<TKey>> views)
    {
        try
        {
            MergeSmall(views);
        }
#pragma warning disable CA1031 // It may come from the comparer of keys or from memory, and is no matter of the change at hand.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _maintenance.Fail(exception);
        }
    }

    private void MergeSmall(List<KeyedView<TKey>> views)
    {
        Reach(MaintenanceStep.MergeSmall);
        _writer.MergeSmall(views, _planner.Layout);
    }

    /// <summary>Merges and moves segments while others read and write; writers wait only for the moment in which a result takes its place.</summary>
    private void Maintain()
    {
        bool isDone = false;
        try
        {
            GiveUpUnused();
            while (TryMerge() || TryMove())
            {
            }

            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                lock (_writing)
                {
                    _writer.AbandonMerge();
                }
            }
        }
    }

    private bool HasManyUnused() => _uses.Idle > Math.Max(MostIdle, (_planner.Layout.RequestCount + _planner.Layout.Probed.Length) / IdlePart);

    /// <summary>Gives up what no subscription uses, if there is much of it: each event is read for it, and probes for it.</summary>
    private void GiveUpUnused()
    {
        lock (_writing)
        {
            if (HasManyUnused())
            {
                _uses.ForgetIdle();
                TryGiveUpUnused(_planner.Layout);
            }
        }
    }

    /// <summary>Does the merge that is due.</summary>
    /// <returns>Whether there was one.</returns>
    private bool TryMerge()
    {
        RunningMerge<TKey>? merge;
        lock (_writing)
        {
            Reach(MaintenanceStep.Begin);
            merge = _writer.BeginMerge(_planner.Layout);
        }

        if (merge is null)
        {
            return false;
        }

        Reach(MaintenanceStep.Build);
        merge.Run();
        Reach(MaintenanceStep.CatchUp);
        merge.CatchUp(_writer.Current.Views);
        lock (_writing)
        {
            List<KeyedView<TKey>> views = [.. _writer.Current.Views];
            Reach(MaintenanceStep.End);
            _writer.EndMerge(views, _planner.Layout);
            MergeSmall(views);
            _writer.Publish(_planner.Layout, views);
        }

        return true;
    }

    /// <summary>Moves some subscriptions to the segment that grows.</summary>
    /// <returns>Whether there were any to move.</returns>
    private bool TryMove()
    {
        lock (_writing)
        {
            List<KeyedView<TKey>> views = [.. _writer.Current.Views];
            Reach(MaintenanceStep.Move);
            bool isMoved = _writer.TryMove(views, _planner.Layout);
            MergeSmall(views);
            _writer.Publish(_planner.Layout, views);
            return isMoved;
        }
    }

    private void Reach(MaintenanceStep step) => _options.MaintenanceStepReached?.Invoke(step);
}
