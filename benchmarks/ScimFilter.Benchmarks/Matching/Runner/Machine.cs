using System.Globalization;
using System.Runtime.InteropServices;

namespace ScimFilter.Benchmarks.Matching.Runner;

/// <summary>Says where figures come from.</summary>
internal static class Machine
{
    private const string ProcessorInfo = "/proc/cpuinfo";

    public static string Describe(TimeProvider time) => string.Create(CultureInfo.InvariantCulture, $"""
        ```
        {RuntimeInformation.OSDescription}, {Processor()}, {Environment.ProcessorCount} cores in use
        {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC
        {time.GetUtcNow():yyyy-MM-dd}
        ```
        """);

    private static string Processor() =>
        File.Exists(ProcessorInfo)
            ? File.ReadLines(ProcessorInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? ""
            : RuntimeInformation.ProcessArchitecture.ToString();
}
