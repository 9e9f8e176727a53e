namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>What lives on the managed heap.</summary>
internal static class ManagedHeap
{
    /// <summary>Collects everything that can be collected, what waits for finalizers too, and counts the bytes that stay.</summary>
    public static long Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
