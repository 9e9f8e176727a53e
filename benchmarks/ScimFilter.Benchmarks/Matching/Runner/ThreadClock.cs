using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>
/// The time that this thread had on a core, so that other processes cost it their traces in the caches and no more. Where the system
/// has no such clock (it is not Linux) it is the time that passed.
/// </summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Gets nanoseconds since some moment.</summary>
    public static double Nanoseconds =>
        OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out TimeSpec time) == 0
            ? (time.Seconds * 1e9) + time.Nanoseconds
            : Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
