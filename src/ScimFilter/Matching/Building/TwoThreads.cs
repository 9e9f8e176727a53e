using System.Runtime.ExceptionServices;

namespace ScimFilter.Matching.Building;

/// <summary>Does two things that do not touch each other: at once on two threads, if there is another one, or one after the other.</summary>
/// <param name="isWanted">Whether to do them at once.</param>
internal readonly struct TwoThreads(bool isWanted)
{
    public void Do(Action first, Action second)
    {
        if (!isWanted)
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
            // As if there were one thread.
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
