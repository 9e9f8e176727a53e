using System.Runtime.ExceptionServices;

namespace ScimFilter.Matching.Building;

/// <summary>
/// Runs two actions that share no data: in parallel when that is wanted and a pool thread is free, otherwise one after the other.
/// </summary>
/// <param name="isParallel">Whether to run them in parallel.</param>
internal readonly struct TwoThreads(bool isParallel)
{
    public void Run(Action first, Action second)
    {
        if (!isParallel)
        {
            first();
            second();
            return;
        }

        try
        {
            Parallel.Invoke(first, second);
        }
        catch (AggregateException failures)
        {
            // The caller gets the exception itself, as without a second thread.
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
