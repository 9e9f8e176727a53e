using ScimFilter.Fuzz;
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

if (args is not [string name] || !targets.TryGetValue(name, out Action<byte[]>? target))
{
    Console.Error.WriteLine($"usage: scimfilter-fuzz {string.Join('|', targets.Keys)}");
    return 2;
}

Fuzzer.OutOfProcess.Run(stream =>
{
    using var input = new MemoryStream();
    stream.CopyTo(input);
    target(input.ToArray());
});
return 0;
