using System.Diagnostics;
using System.Globalization;
using ScimFilter.Fuzz;
using ScimFilter.Oracle;
using ScimFilter.Oracle.Runs;
using SharpFuzz;

// Runs one target: on every input that AFL++ hands over, or once on the standard input when AFL++ is not there.
// A target that finds a fault throws, and so ends the process; that is what AFL++ records.
var targets = new Dictionary<string, Action<byte[]>>(StringComparer.Ordinal)
{
    ["parse"] = ParseTarget.Run,
    ["roundtrip"] = RoundTripTarget.Run,
    ["evaluate"] = EvaluateTarget.Run,
    ["match"] = MatchTarget.Run,
};

if (args is ["operations" or "readers", string text, string seedText]
    && int.TryParse(text, CultureInfo.InvariantCulture, out int amount)
    && int.TryParse(seedText, CultureInfo.InvariantCulture, out int seed))
{
    long start = Stopwatch.GetTimestamp();
    Console.WriteLine(args[0] == "operations"
        ? OperationsRun.Report(amount, seed)
        : ReadersRun.Report(TimeSpan.FromSeconds(amount), long.MaxValue, seed));
    Console.WriteLine($"seconds: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0}");
    return 0;
}

if (args is not [string name] || !targets.TryGetValue(name, out Action<byte[]>? target))
{
    Console.Error.WriteLine($"usage: scimfilter-fuzz {string.Join('|', targets.Keys)}");
    Console.Error.WriteLine("       scimfilter-fuzz operations COUNT SEED");
    Console.Error.WriteLine("       scimfilter-fuzz readers SECONDS SEED");
    return 2;
}

Fuzzer.OutOfProcess.Run(stream =>
{
    using var input = new MemoryStream();
    stream.CopyTo(input);
    target(input.ToArray());
});
return 0;
