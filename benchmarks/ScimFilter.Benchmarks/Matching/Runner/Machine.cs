using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Says where figures come from.</summary>
internal static class Machine
{
    private const string ProcessorInfo = "/proc/cpuinfo";

    public static string Describe(TimeProvider time) => string.Create(CultureInfo.InvariantCulture, $"""
        ```
        {RuntimeInformation.OSDescription}, {Processor()}, {Environment.ProcessorCount} cores in use
        {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Collector} GC
        {time.GetUtcNow():yyyy-MM-dd}
        ```
        """);

    private static string Collector => GCSettings.IsServerGC ? "server" : "workstation";

    private static string Processor() =>
        File.Exists(ProcessorInfo) && File.ReadLines(ProcessorInfo).FirstOrDefault(IsModel) is { } line
            ? line.Split(": ")[^1]
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static bool IsModel(string line) => line.StartsWith("model name", StringComparison.Ordinal);
}
