using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Updating;

/// <summary>
/// Merges and moves segments and frees unused numbers, mostly on a thread of the pool. Builds merged segments without the lock, so that
/// writers only wait while a result replaces its sources.
/// </summary>
/// <typeparam name="TId">What a subscription is known by.</typeparam>
internal sealed class IndexMaintenance<TId>
    where TId : notnull
{
    private readonly Lock _writing;
    private readonly Action<MaintenanceStep>? _stepReached;
    private readonly BackgroundWork _work;
    private readonly SnapshotWriter<TId> _snapshots;
    private readonly LayoutWriter<TId> _layouts;

    /// <summary>Begins without anything to do.</summary>
    /// <param name="writing">The lock of writers.</param>
    /// <param name="options">The options of the index.</param>
    /// <param name="work">Runs the maintenance.</param>
    /// <param name="snapshots">Makes the snapshots of the index.</param>
    /// <param name="layouts">Makes the layouts of the index.</param>
    public IndexMaintenance(
        Lock writing, SubscriptionIndexOptions options, BackgroundWork work, SnapshotWriter<TId> snapshots, LayoutWriter<TId> layouts)
    {
        _writing = writing;
        _stepReached = options.MaintenanceStepReached;
        _work = work;
        _snapshots = snapshots;
        _layouts = layouts;
    }

    /// <summary>
    /// Drops empty segments and merges small ones on the thread of a writer. If merging fails, they stay, and the change itself succeeds.
    /// While a failure lasts, nothing is merged.
    /// </summary>
    public void TryMergeSmall(List<SnapshotSegment<TId>> segments)
    {
        _snapshots.DropEmpty(segments);
        if (_work.Fault is not null)
        {
            return;
        }

        try
        {
            MergeSmall(segments);
        }
#pragma warning disable CA1031 // Lack of memory, for example: not the fault of the change being made.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _work.Fail(exception);
        }
    }

    /// <summary>Starts the background run if something is due.</summary>
    public void RequestIfDue()
    {
        if (_snapshots.IsUntidy() || _layouts.HasManyUnused)
        {
            _work.Request();
        }
    }

    /// <summary>Does everything that is due. After an exception the running merge is dropped, and the snapshot stays as it is.</summary>
    public void Run()
    {
        bool isDone = false;
        try
        {
            FreeUnused();
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
                    _snapshots.AbandonMerge();
                }
            }
        }
    }

    private void FreeUnused()
    {
        lock (_writing)
        {
            if (_layouts.HasManyUnused)
            {
                _layouts.Uses.ResetIdle();
                _layouts.FreeUnused();
            }
        }
    }

    /// <summary>Does the merge that is due.</summary>
    /// <returns>Whether there was one.</returns>
    private bool TryMerge()
    {
        RunningMerge<TId>? merge;
        lock (_writing)
        {
            Reach(MaintenanceStep.Begin);
            merge = _snapshots.BeginMerge(_layouts.Layout);
        }

        if (merge is null)
        {
            return false;
        }

        Reach(MaintenanceStep.Build);
        merge.Run();
        Reach(MaintenanceStep.CatchUp);
        merge.CatchUp(_snapshots.Current.Segments);
        lock (_writing)
        {
            List<SnapshotSegment<TId>> segments = [.. _snapshots.Current.Segments];
            Reach(MaintenanceStep.End);
            _snapshots.EndMerge(segments, _layouts.Layout);
            _snapshots.DropEmpty(segments);
            MergeSmall(segments);
            _snapshots.Publish(_layouts.Layout, segments);
        }

        return true;
    }

    /// <summary>Moves some subscriptions to the growing segment, if a move is due.</summary>
    /// <returns>Whether one was.</returns>
    private bool TryMove()
    {
        lock (_writing)
        {
            List<SnapshotSegment<TId>> segments = [.. _snapshots.Current.Segments];
            Reach(MaintenanceStep.Move);
            bool isMoved = _snapshots.TryMove(segments, _layouts.Layout);
            _snapshots.DropEmpty(segments);
            MergeSmall(segments);
            _snapshots.Publish(_layouts.Layout, segments);
            return isMoved;
        }
    }

    private void MergeSmall(List<SnapshotSegment<TId>> segments)
    {
        Reach(MaintenanceStep.MergeSmall);
        _snapshots.MergeSmall(segments, _layouts.Layout);
    }

    private void Reach(MaintenanceStep step) => _stepReached?.Invoke(step);
}
